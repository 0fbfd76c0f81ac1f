/** Where the repository and the built program are. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The program to test: `HONGWANG_PROGRAM`, or the debug build. */
export function program(): string {
  const named = process.env["HONGWANG_PROGRAM"];
  const path = named ?? join(targetDirectory(), "debug/hongwang");
  if (!existsSync(path)) throw new Error(`${path} is not there: run \`cargo build\` first.`);
  return path;
}

function targetDirectory(): string {
  const described = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps", "--locked"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return (JSON.parse(described) as { target_directory: string }).target_directory;
}
