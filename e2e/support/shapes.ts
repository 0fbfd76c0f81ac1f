/** Serves front/shapes.html as the product would serve it: the same bundle, the same content security policy. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { root } from "./program.ts";

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

export interface Served {
  url: string;
  close(): void;
}

export async function serveShapes(): Promise<Served> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://shapes").pathname;
    const asset = /^\/assets\/(app\.css|app\.js|icons\.svg)$/.exec(path)?.[1];
    const file = asset ? join("dist", asset) : "shapes.html";
    response.setHeader("Content-Security-Policy", CSP);
    response.setHeader("Content-Type", asset ? (TYPES[asset.split(".")[1] ?? ""] ?? "") : "text/html; charset=utf-8");
    const text = readFileSync(join(root, "front", file));
    response.end(path === "/elder" ? text.toString().replace("<html ", '<html class="elder" ') : text);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
