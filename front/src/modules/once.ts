/** A double tap sends a form once: the button rests until there is an answer. Without this the server still writes once, by the form's key. */

/** Milliseconds after which the button works again if no page came: a connection that was cut, or an answer that was a download. */
const TRY_AGAIN = 15_000;
const DOWNLOADED = 2_000;

export function sentOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    const buttons = [...form.elements].filter(isSubmit);
    // A disabled button's name and value are not sent: wait until the browser has read the form.
    setTimeout(() => rest(buttons), 0);
    setTimeout(() => wake(form), form.hasAttribute("data-download") ? DOWNLOADED : TRY_AGAIN);
  });

  // Back from the next page, which keeps this one as it was.
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach(wake));
}

function rest(buttons: HTMLButtonElement[]): void {
  for (const button of buttons) {
    if (button.disabled) continue;
    button.disabled = true;
    button.setAttribute("data-resting", "");
  }
}

function wake(form: HTMLFormElement): void {
  form.removeAttribute("data-sent");
  for (const button of [...form.elements].filter(isSubmit)) {
    if (!button.hasAttribute("data-resting")) continue;
    button.removeAttribute("data-resting");
    button.disabled = false;
  }
}

function isSubmit(element: Element): element is HTMLButtonElement {
  return element instanceof HTMLButtonElement && element.type === "submit";
}
