/**
 * `<form data-view="elder">` changes the size of everything in place: what is on the page stays, typed or shown once.
 * `data-view="language"` leaves the page, so whoever typed something is asked first (guard.ts).
 */
import { announce } from "./announce";

export function viewInPlace(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-view="elder"]')) form.hidden = false;
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.dataset["view"] !== "elder") return;
      event.preventDefault();
      event.stopImmediatePropagation(); // nothing is sent: no other module counts it as such
      void change(form);
    },
    true,
  );
}

async function change(form: HTMLFormElement): Promise<void> {
  const wanted = form.querySelector<HTMLInputElement>("input[name=elder]");
  if (!wanted) return;
  const elder = wanted.value === "1";
  const body = new URLSearchParams({ elder: elder ? "1" : "0", back: "/health" });
  document.documentElement.classList.toggle("elder", elder);
  for (const other of document.querySelectorAll<HTMLFormElement>('form[data-view="elder"]')) {
    const field = other.querySelector<HTMLInputElement>("input[name=elder]");
    const button = other.querySelector("button");
    if (field) field.value = elder ? "0" : "1";
    if (!button) continue;
    const words = button.textContent ?? "";
    button.textContent = button.dataset["other"] ?? words;
    button.dataset["other"] = words;
    announce(button.textContent ?? "");
  }
  try {
    await fetch("/view", { method: "POST", body, redirect: "manual", keepalive: true });
  } catch {
    // No signal: this page is as it was wished, and the next one is as before.
  }
}
