/**
 * What was typed into `<form data-guard>` is kept in this tab while it is sent. Where the session had ended, the log-in
 * page says so (`[data-gone="form"]`), and the form offers to put it back, to the same account (`<body data-who>`) alone.
 * Anything else that comes after sending takes it away. Passwords, files, phones and citizen ids are never kept.
 */

const PLACE = "hongwang-form";
const SECRET = /phone|citizen|password|secret|^(old|new|again|key|version)$|^was-/;

type Kept = { who: string; page: string; action: string; fields: [string, string][]; gone: boolean };

/** Whether a field may wait in the browser. */
export function mayWait(name: string, type: string, mode: string): boolean {
  return name !== "" && !["password", "hidden", "file", "tel"].includes(type) && mode !== "tel" && !SECRET.test(name);
}

/** Whether a text may: none with as many digits as a phone or a citizen id has, in whichever field it was typed. */
export function mayBeRead(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) || (text.match(/\p{Nd}/gu)?.length ?? 0) < 7;
}

export function keptForms(): void {
  const who = document.body.dataset["who"] ?? "";
  const kept = read();
  if (document.querySelector('[data-gone="form"]')) {
    if (kept) write({ ...kept, gone: true });
  } else if (document.querySelector("[data-door]")) {
    // Between a wrong password and the right one nothing changes.
    if (kept && !kept.gone) forget();
  } else if (kept) {
    const form = kept.gone && kept.who === who && kept.page === location.pathname ? formOf(kept.action) : undefined;
    if (form) offer(form, kept);
    else forget();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-guard") || event.defaultPrevented || who === "") return;
    write({ who, page: location.pathname, action: path(form), fields: fieldsOf(form), gone: false });
  });
}

function offer(form: HTMLFormElement, kept: Kept): void {
  const notice = document.getElementById("kept");
  const button = notice?.querySelector("button");
  if (!notice || !button) return;
  form.before(notice);
  notice.hidden = false;
  button.addEventListener("click", () => {
    fill(form, kept.fields);
    notice.hidden = true;
    forget();
  });
}

function fill(form: HTMLFormElement, fields: [string, string][]): void {
  const left = new Map<string, string[]>();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!isTyped(field)) continue;
    const values = left.get(field.name);
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) field.checked = values?.includes(field.value) ?? false;
    else if (values && values.length > 0) field.value = values.shift() ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  const names = new Set([...form.elements].filter(isTyped).map((field) => field.name));
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] => (names.has(name) && typeof value === "string" && mayBeRead(value) ? [[name, value]] : []));
}

function isTyped(field: Element): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  if (field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) return mayWait(field.name, "", field.inputMode);
  return field instanceof HTMLInputElement && mayWait(field.name, field.type, field.inputMode);
}

function formOf(action: string): HTMLFormElement | undefined {
  return [...document.querySelectorAll<HTMLFormElement>("form[data-guard]")].find((form) => path(form) === action);
}

function path(form: HTMLFormElement): string {
  return new URL(form.action).pathname;
}

function read(): Kept | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function write(kept: Kept): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    // No room, or none allowed: then it is typed again.
  }
}

function forget(): void {
  sessionStorage.removeItem(PLACE);
}
