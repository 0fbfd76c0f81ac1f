import assert from "node:assert/strict";
import { test } from "node:test";
import { secondsOf } from "../src/modules/refresh";

test("a page without the attribute stays", () => {
  for (const value of [null, "", "0", "-1", "soon"]) assert.equal(secondsOf(value), undefined);
});

test("never more than twice a second", () => {
  assert.equal(secondsOf("2"), 2);
  assert.equal(secondsOf("0.01"), 0.5);
});
