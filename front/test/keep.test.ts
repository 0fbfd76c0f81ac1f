import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeRead, mayWait } from "../src/modules/keep";

test("what is sealed or secret never waits in the browser", () => {
  for (const [name, type, mode] of [
    ["phone", "text", "tel"],
    ["leader_phone", "text", ""],
    ["number", "text", "tel"],
    ["citizen_id", "text", ""],
    ["was-name", "text", ""],
    ["old", "password", ""],
    ["key", "hidden", ""],
    ["file", "file", ""],
    ["", "text", ""],
  ] as const) {
    assert.equal(mayWait(name, type, mode), false, name);
  }
  for (const name of ["name", "days", "reason", "hamlets"]) assert.equal(mayWait(name, "text", "text"), true, name);
});

test("a number of somebody never waits, wherever it was typed", () => {
  for (const text of ["13900000001", "139 0000 0001", "１３９００００００01", "211104200001010018", "打他电话 139-0000-0001"]) assert.equal(mayBeRead(text), false, text);
  for (const text of ["", "李四", "2026-11-24", "12 户", "第3网格"]) assert.equal(mayBeRead(text), true, text);
});
