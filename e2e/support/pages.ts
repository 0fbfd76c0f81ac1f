/** Serves pages that a test writes itself, and front/shapes.html, as the product would: the same bundle, the same content security policy. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { root } from "./program.ts";

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/** Answers the inside of <body> for an address; what was sent with it is its last argument. */
export type Body = (url: URL, method: string, sent: string) => string | Promise<string>;

export class Pages {
  private constructor(
    readonly url: string,
    readonly close: () => void,
  ) {}

  static async serve(body: Body): Promise<Pages> {
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? "/", "http://pages");
      const asset = /^\/assets\/(app\.css|app\.js|icons\.svg)$/.exec(url.pathname)?.[1];
      response.setHeader("Content-Security-Policy", CSP);
      response.setHeader("Content-Type", asset ? (TYPES[asset.split(".")[1] ?? ""] ?? "") : "text/html; charset=utf-8");
      response.end(asset ? readFileSync(join(root, "front/dist", asset)) : document(await body(url, request.method ?? "GET", await sentWith(request))));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    return new Pages(`http://127.0.0.1:${port}`, () => {
      server.closeAllConnections();
      server.close();
    });
  }
}

/** front/shapes.html, in the usual or in the large view. */
export function shapes(elder: boolean): string {
  const text = readFileSync(join(root, "front/shapes.html"), "utf8");
  return elder ? text.replace("<html ", '<html class="elder" ') : text;
}

function document(body: string): string {
  if (body.startsWith("<!doctype")) return body;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页</title><link rel="stylesheet" href="/assets/app.css"><script src="/assets/app.js" defer></script></head><body class="plain">${body}</body></html>`;
}

async function sentWith(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const some of request) text += String(some);
  return text;
}
