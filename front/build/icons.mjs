// One file with the icons that icons.json names, each a <symbol>.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The sprite's text. An icon that Tabler does not have is an error. */
export function sprite(front) {
  const names = JSON.parse(readFileSync(join(front, "icons.json"), "utf8"));
  const symbols = names.map((name) => `<symbol id="${name}" viewBox="0 0 24 24">${shapes(front, name)}</symbol>`);
  return `<!-- Tabler Icons, MIT License, Copyright (c) Paweł Kuna --><svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function shapes(front, name) {
  const svg = readFileSync(join(front, "node_modules/@tabler/icons/icons/outline", `${name}.svg`), "utf8");
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg);
  if (!inside) throw new Error(`${name}.svg is no icon`);
  return inside[1].replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
}
