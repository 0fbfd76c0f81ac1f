/** `<button type="button" data-print hidden>`: shown where there is JavaScript, which it needs. */

export function printButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
}
