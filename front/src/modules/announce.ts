/** Says to a screen reader what changed on the page. `[data-announce]` in an exchanged part holds the sentence. */

let region: HTMLElement | undefined;

/** Puts the region there before it is needed: one that appears together with its text is not read. */
export function announcer(): void {
  region = document.createElement("p");
  region.className = "quiet";
  region.setAttribute("role", "status");
  document.body.append(region);
}

export function announce(text: string): void {
  if (region && region.textContent !== text) region.textContent = text;
}

/** Announces what the exchanged part has to say, if anything. */
export function announcePart(part: Element): void {
  const said = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
  const text = said?.textContent?.trim();
  if (text) announce(text);
}
