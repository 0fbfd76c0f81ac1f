/**
 * Enter that only picks a candidate in an input method must not send the form.
 *
 * Most browsers say `isComposing` or the key code 229. Safari ends the composition *before* it reports the key, so an Enter
 * that follows within a moment counts as well. That last rule is for keyboards with keys: the Enter of a keyboard on the screen
 * (it has no `code`) also ends a composition, and there it does mean "send".
 */

/** Milliseconds between the end of a composition and the Enter that ended it. */
const SAME_KEY = 60;

export interface Key {
  key: string;
  code: string;
  keyCode: number;
  isComposing: boolean;
  timeStamp: number;
}

/** Whether this key only picked a candidate. `ended`: when the last composition ended, in the time of the events. */
export function picksCandidate(key: Key, ended: number): boolean {
  if (key.key !== "Enter") return false;
  if (key.isComposing || key.keyCode === 229) return true;
  return key.code !== "" && key.timeStamp - ended < SAME_KEY;
}

export function compositionEnter(): void {
  let ended = -Infinity;
  document.addEventListener("compositionend", (event) => (ended = event.timeStamp), true);
  document.addEventListener(
    "keydown",
    (event) => {
      const into = event.target;
      // In a field of many lines Enter sends nothing, and the input method needs it.
      if (into instanceof HTMLInputElement && picksCandidate(event, ended)) event.preventDefault();
    },
    true,
  );
}
