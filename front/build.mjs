// Makes front/dist: app.css, app.js, icons.svg, each with a .gz beside it, and manifest.json, which names them with their hashes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { sprite } from "./build/icons.mjs";
import { purgedTabler } from "./build/tabler.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
/** The oldest browsers that phones of the last five years carry. */
const target = ["chrome87", "safari14", "firefox90"];

const script = await build({
  entryPoints: [join(here, "src/app.ts")],
  bundle: true,
  format: "iife",
  minify: true,
  target,
  supported: { destructuring: true }, // a rare fault of Safari 14 in it does not touch us
  write: false,
});
const theme = await build({ entryPoints: [join(here, "src/css/app.css")], bundle: true, write: false });
const tabler = await purgedTabler(here, theme.outputFiles[0].text);
const style = await transform(tabler + theme.outputFiles[0].text, { loader: "css", minify: true, target, legalComments: "inline" });

const files = [
  ["app.css", "text/css; charset=utf-8", Buffer.from(style.code)],
  ["app.js", "text/javascript; charset=utf-8", Buffer.from(script.outputFiles[0].contents)],
  ["icons.svg", "image/svg+xml; charset=utf-8", Buffer.from(sprite(here))],
];

mkdirSync(dist, { recursive: true });
const manifest = {};
for (const [name, mime, bytes] of files) {
  const gzip = gzipSync(bytes, { level: 9 });
  write(name, bytes);
  write(`${name}.gz`, gzip);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  manifest[name] = { hash, mime, bytes: bytes.length, gzip: gzip.length };
  console.log(`${name.padEnd(10)} ${kilobytes(bytes.length)} KB, compressed ${kilobytes(gzip.length)} KB`);
}
// Last: the Rust build looks at this file only, and is not woken when nothing changed.
write("manifest.json", Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
writeFileSync(join(dist, "built"), "");
utimesSync(join(dist, "built"), new Date(), new Date());

function write(name, bytes) {
  const path = join(dist, name);
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) writeFileSync(path, bytes);
}

function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1).padStart(6);
}
