import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page, Response as BrowserResponse } from "playwright-core";

const BUILD = path.resolve(import.meta.dirname, "../../.next");
/** How a page is asked for: as a document, and as the payload that a link inside the app fetches. */
const WAYS: Record<string, string>[] = [{}, { rsc: "1" }];

/** Everything that came with one answer: address, headers and body in one text. Pictures are read byte by byte. */
export type Received = { address: string; status: number; text: string };

async function readResponse(response: BrowserResponse): Promise<Received> {
  const type = response.headers()["content-type"] ?? "";
  const isText = /json|html|text|javascript|component/.test(type);
  // A redirect has no body.
  const body = isText ? await response.text().catch(() => "") : (await response.body().catch(() => Buffer.alloc(0))).toString("latin1");
  return { address: response.url(), status: response.status(), text: `${response.url()}\n${JSON.stringify(await response.allHeaders())}\n${body}` };
}

/** Records every answer that a page gets from now on. */
export function recordResponses(page: Page, into: Promise<Received>[]): void {
  page.on("response", (response) => into.push(readResponse(response)));
}

/** All routes of the build but the framework's own, dynamic parts in brackets. */
export function listRoutes(): string[] {
  const manifest = JSON.parse(readFileSync(path.join(BUILD, "app-path-routes-manifest.json"), "utf8")) as Record<string, string>;
  return [...new Set(Object.values(manifest))].filter((route) => !route.startsWith("/_")).sort();
}

/** The addresses that a route can be asked under, each dynamic part filled with each of its values. */
export function fillRoute(route: string, values: Record<string, string[]>): string[] {
  const part = /\[(?:\.\.\.)?(\w+)\]/.exec(route);
  if (!part) return [route];
  return (values[part[1] ?? ""] ?? ["none"]).flatMap((value) => fillRoute(route.replace(part[0], value), values));
}

/** Every script and style of the build, and the source map that must not be beside it. */
export function listAssets(): string[] {
  const files = readdirSync(path.join(BUILD, "static"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => `/_next/static/${path.relative(path.join(BUILD, "static"), path.join(entry.parentPath, entry.name))}`).flatMap((name) => (/\.(js|css)$/.test(name) ? [name, `${name}.map`] : [name]));
}

/** Asks for every address as the person of a browser context: GET in both ways, and POST with an empty object for routes of the API. */
export async function crawl(context: BrowserContext, origin: string, addresses: string[]): Promise<Received[]> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = async (address: string, init: RequestInit): Promise<Received> => {
    const response = await fetch(origin + address, { ...init, redirect: "manual", headers: { cookie, origin, ...init.headers } });
    const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
    return { address, status: response.status, text: `${address}\n${JSON.stringify([...response.headers])}\n${body}` };
  };
  const received: Received[] = [];
  for (const address of addresses) {
    for (const headers of address.startsWith("/_next/") ? WAYS.slice(0, 1) : WAYS) received.push(await ask(address, { headers }));
    if (address.startsWith("/api/v1/")) received.push(await ask(address, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }));
  }
  return received;
}

/** Which secrets stand in which answers. What was part of the question may come back in the answer. */
export function findLeaks(received: readonly Received[], secrets: readonly string[]): { secret: string; address: string }[] {
  return received.flatMap(({ address, text }) => secrets.filter((secret) => !address.includes(secret) && text.includes(secret)).map((secret) => ({ secret, address })));
}
