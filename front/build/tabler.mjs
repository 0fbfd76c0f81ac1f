// What is used of Tabler, and nothing else: whole it is larger than everything a page may weigh.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

/** Where classes and elements of pages stand, from the folder above front/. */
const USED_IN = [
  "crates/web/templates/**/*.html",
  "features/*/templates/**/*.html",
  "crates/web/src/**/*.rs",
  "features/*/src/**/*.rs",
  "front/src/**/*.ts",
];

/** Shapes that the components promise, whether a page uses them today or not. */
const PROMISED = ["btn", "btn-primary", "btn-link", "form-control", "form-select", "form-label", "form-hint", "card", "card-body"];
const ELEMENTS = ["html", "body", ":root", "input", "select", "textarea", "button", "label", "fieldset", "legend", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "dl", "dt", "dd", "p", "small", "b", "hr", "pre", "code", "details", "summary", "img", "svg"];

/** Tabler's rules for what stands in pages. `theme`: our own rules, for the variables that they set or use. */
export async function purgedTabler(front, theme) {
  const css = withoutDarkMode(readFileSync(join(front, "node_modules/@tabler/core/dist/css/tabler.css"), "utf8"));
  const [purged] = await new PurgeCSS().purge({
    content: USED_IN.map((pattern) => join(front, "..", pattern)),
    css: [{ raw: css }],
    extractors: [
      { extensions: ["html"], extractor: inTemplate },
      { extensions: ["rs", "ts"], extractor: inCode },
    ],
    // What is ours by name (`list`, `empty`, `tag` …) is not Tabler's as well.
    blocklist: classesOf(theme).filter((name) => !PROMISED.includes(name)),
    safelist: { standard: [...PROMISED, ...ELEMENTS], variables: [...new Set(theme.match(/--tblr-[\w-]+/g))] },
    variables: true,
    keyframes: true,
    fontFace: true,
  });
  return `/*! Tabler ${version(front)}, MIT License, Copyright (c) The Tabler Authors; Bootstrap, MIT License, Copyright (c) The Bootstrap Authors */\n${withoutBanner(purged.css)}`;
}

function classesOf(css) {
  return [...new Set([...css.matchAll(/\.([a-z][a-z0-9-]*)/g)].map((match) => match[1]))];
}

/** Tags, and the words of attributes: what a rule can select. Words inside an expression of the template count. */
function inTemplate(text) {
  const tags = [...text.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]);
  const words = [...text.matchAll(/="([^"]*)"/g)].flatMap((match) => wordsOf(match[1]));
  return [...tags, ...words];
}

/** Words of literals. */
function inCode(text) {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].flatMap((match) => [...wordsOf(match[1]), ...[...match[1].matchAll(/<([a-z][a-z0-9]*)/g)].map((tag) => tag[1])]);
}

function wordsOf(text) {
  return text.match(/[a-z][a-z0-9-]*/g) ?? [];
}

/** There is one mode. Older browsers do not know `light-dark()` and would leave the colour out. */
function withoutDarkMode(css) {
  const name = "light-dark(";
  let rest = css;
  let result = "";
  for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name)) {
    result += rest.slice(0, at);
    const { light, end } = firstArgument(rest, at + name.length);
    rest = light + rest.slice(end);
  }
  return result + rest;
}

function firstArgument(css, from) {
  let depth = 1;
  let comma = 0;
  for (let at = from; at < css.length; at += 1) {
    if (css[at] === "(") depth += 1;
    if (css[at] === ")") depth -= 1;
    if (css[at] === "," && depth === 1 && !comma) comma = at;
    if (depth === 0) return { light: css.slice(from, comma).trim(), end: at + 1 };
  }
  throw new Error("light-dark() without an end");
}

function withoutBanner(css) {
  return css.replace(/\/\*![\s\S]*?\*\//g, "");
}

function version(front) {
  return JSON.parse(readFileSync(join(front, "node_modules/@tabler/core/package.json"), "utf8")).version;
}
