import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../src/modules/guard";

test("the same answers are the same content", () => {
  assert.equal(contentOf([["name", "王桂芝"]]), contentOf([["name", "王桂芝"]]));
});

test("a changed answer is another content", () => {
  assert.notEqual(contentOf([["name", "王桂芝"]]), contentOf([["name", "王桂兰"]]));
});

test("another file is another content", () => {
  assert.notEqual(contentOf([["book", new File(["1"], "a.xlsx")]]), contentOf([["book", new File([], "")]]));
});
