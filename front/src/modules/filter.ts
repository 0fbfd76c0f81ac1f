/**
 * `<form method="get" data-filter="people">` searches by itself after a pause and exchanges `#people` (without a name: all of
 * <main>); the address says what is shown. Its button stays and does the same at once; without JavaScript it is a plain form.
 * A day is not taken while it is typed: half of one is another day. It waits for the button.
 */
import { announcePart } from "./announce";
import { exchange, fetchPage } from "./exchange";

/** Milliseconds without a key after which somebody is taken to have finished typing. */
const PAUSE = 350;

/** The address of a search: empty fields are left out, so that it stays short. */
export function addressOf(action: string, fields: Iterable<[string, FormDataEntryValue]>): string {
  const url = new URL(action);
  url.search = "";
  for (const [name, value] of fields) {
    if (typeof value === "string" && value.trim() !== "") url.searchParams.append(name, value.trim());
  }
  return url.href;
}

export function liveFilters(): void {
  let composing = false;
  let pause = 0;
  let asking: AbortController | undefined;
  let own = false; // whether the newest entry of the history is already one of this visit's searches

  const search = async (form: HTMLFormElement): Promise<void> => {
    clearTimeout(pause);
    asking?.abort();
    asking = new AbortController();
    const mine = asking;
    const url = addressOf(form.action, new FormData(form));
    if (url === location.href) return;

    const id = form.dataset["filter"] || "main";
    const answer = await fetchPage(url, mine.signal);
    if (mine.signal.aborted) return;
    const old = document.getElementById(id);
    const fresh = answer?.page.getElementById(id);
    if (!answer || !old || !fresh) {
      location.assign(url);
      return;
    }
    exchange(old, fresh);
    announcePart(fresh);
    if (own) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    own = true;
  };

  document.addEventListener("compositionstart", () => (composing = true), true);
  document.addEventListener("compositionend", (event) => {
    composing = false;
    const form = filterOf(event.target);
    if (form) later(form);
  });
  document.addEventListener("input", (event) => {
    const form = filterOf(event.target);
    if (form && !composing && !isDay(event.target)) later(form);
  });
  document.addEventListener("submit", (event) => {
    const form = filterOf(event.target);
    if (!form) return;
    event.preventDefault();
    void search(form);
  });
  window.addEventListener("popstate", () => location.reload());

  function later(form: HTMLFormElement): void {
    clearTimeout(pause);
    pause = window.setTimeout(() => void search(form), PAUSE);
  }
}

function isDay(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "date";
}

function filterOf(target: EventTarget | null): HTMLFormElement | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLFormElement>("form[data-filter]") ?? undefined;
}
