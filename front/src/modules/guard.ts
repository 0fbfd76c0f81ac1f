/** `<form data-guard>`: leaving it with changes that were not sent asks first. `data-guard="typed"` marks a form that came back with faults: what stands in it was never saved. */

const atFirst = new WeakMap<HTMLFormElement, string>();

/** What a form says, as one text that can be compared. A file counts by name and size. */
export function contentOf(fields: Iterable<[string, FormDataEntryValue]>): string {
  return JSON.stringify([...fields].map(([name, value]) => [name, typeof value === "string" ? value : `${value.name} ${value.size}`]));
}

export function unsavedChanges(): void {
  let sending = false;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-guard]")) {
    atFirst.set(form, form.dataset["guard"] === "typed" ? "" : contentOf(new FormData(form)));
  }
  document.addEventListener("submit", (event) => {
    // To read in another language is no sending of what was typed.
    const leaves = event.target instanceof HTMLFormElement && event.target.dataset["view"] === "language";
    if (!event.defaultPrevented && !leaves) sending = true;
  });
  window.addEventListener("pageshow", () => (sending = false));
  window.addEventListener("beforeunload", (event) => {
    if (!sending && [...document.querySelectorAll<HTMLFormElement>("form[data-guard]")].some(isChanged)) event.preventDefault();
  });
}

function isChanged(form: HTMLFormElement): boolean {
  const first = atFirst.get(form);
  return first !== undefined && first !== contentOf(new FormData(form));
}
