import assert from "node:assert/strict";
import { test } from "node:test";
import { picksCandidate } from "../src/modules/enter";

const enter = { key: "Enter", code: "Enter", keyCode: 13, isComposing: false, timeStamp: 5_000 };
const NEVER = -Infinity;

test("Enter alone sends", () => {
  assert.equal(picksCandidate(enter, NEVER), false);
});

test("Enter while composing picks a candidate", () => {
  assert.equal(picksCandidate({ ...enter, isComposing: true }, NEVER), true);
});

test("the key code of an input method picks a candidate", () => {
  assert.equal(picksCandidate({ ...enter, keyCode: 229 }, NEVER), true);
});

test("Safari: Enter that is reported right after the composition ended picks a candidate", () => {
  assert.equal(picksCandidate(enter, 4_990), true);
});

test("Enter a moment later sends", () => {
  assert.equal(picksCandidate(enter, 4_000), false);
});

test("Enter of a keyboard on the screen ends the composition and sends", () => {
  assert.equal(picksCandidate({ ...enter, code: "" }, 4_995), false);
});

test("other keys are left alone", () => {
  assert.equal(picksCandidate({ ...enter, key: "a", isComposing: true }, NEVER), false);
});
