import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../src/modules/filter";

test("an address holds what was asked, and no empty fields", () => {
  assert.equal(
    addressOf("http://here/units/1/households?page=3", [["q", " 王 "], ["sort", ""], ["kind", "a"], ["kind", "b"]]),
    "http://here/units/1/households?q=%E7%8E%8B&kind=a&kind=b",
  );
});

test("nothing asked is the plain address", () => {
  assert.equal(addressOf("http://here/households?q=x", [["q", "  "]]), "http://here/households");
});
