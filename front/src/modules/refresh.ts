/**
 * `<main data-refresh="2">`: the page is asked for again every 2 seconds while it says so, and its <main> exchanged; work that
 * goes on in the service is watched like that. Without JavaScript the head carries a `refresh` of its own.
 */
import { announcePart } from "./announce";
import { exchange, fetchPage } from "./exchange";

/** Seconds until the next question; undefined where the page does not change by itself. */
export function secondsOf(value: string | null): number | undefined {
  const seconds = Number(value);
  return value && Number.isFinite(seconds) && seconds > 0 ? Math.max(seconds, 0.5) : undefined;
}

export function refreshedMain(): void {
  const main = document.querySelector("main");
  const seconds = secondsOf(main?.getAttribute("data-refresh") ?? null);
  if (main && seconds) setTimeout(() => void again(main, seconds), seconds * 1000);
}

async function again(main: HTMLElement, seconds: number): Promise<void> {
  const answer = document.hidden || isTyping(main) ? undefined : await fetchPage(location.href);
  if (answer && answer.url !== location.href) {
    location.assign(answer.url); // finished elsewhere, or logged out
    return;
  }
  const fresh = answer?.page.querySelector("main");
  if (answer && fresh && main.isConnected && !isTyping(main)) {
    document.title = answer.page.title;
    exchange(main, fresh);
    announcePart(fresh);
    refreshedMain();
  } else {
    setTimeout(() => void again(main, seconds), seconds * 1000);
  }
}

/** What somebody types is not taken out of their hands. */
function isTyping(main: HTMLElement): boolean {
  const active = document.activeElement;
  return main.contains(active) && (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement || active instanceof HTMLSelectElement);
}
