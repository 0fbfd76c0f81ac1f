/** Fetches a page of our own and puts a part of it in the place of the same part here. */

export type Fetched = { page: Document; url: string };

/** The page at `url`, or nothing where there is no usable answer now. */
export async function fetchPage(url: string, signal?: AbortSignal): Promise<Fetched | undefined> {
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, cache: "no-store", signal: signal ?? null });
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html")) return undefined;
    return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), url: answer.url };
  } catch {
    return undefined; // no signal, or a newer question: the page stays as it is
  }
}

/** Replaces `old` by `fresh`; keeps where the reader was: focus, and what was opened. */
export function exchange(old: Element, fresh: Element): void {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused ? placeOf(focused) : undefined;
  const opened = [...old.querySelectorAll("details[open][id]")].map((part) => part.id);

  old.replaceWith(fresh);

  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  const again = place ? fresh.querySelector<HTMLElement>(place) : null;
  if (again) again.focus({ preventScroll: true });
  else if (focused && fresh instanceof HTMLElement) {
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
  }
}

/** A selector that finds the same control in the next version of the part. */
function placeOf(element: Element): string | undefined {
  const tag = element.localName;
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["name", "href"]) {
    const value = element.getAttribute(name);
    if (value) return `${tag}[${name}="${CSS.escape(value)}"]`;
  }
  return undefined;
}
