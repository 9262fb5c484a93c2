import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import tailwind from "@tailwindcss/postcss";
import sharp from "sharp";
import { build } from "vite";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** The story's script and style sheet, built as for production. */
async function buildStory(): Promise<{ script: string; style: string; assets: Map<string, Buffer> }> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    // The test's own NODE_ENV must not reach React.
    oxc: { jsx: { development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    css: { postcss: { plugins: [tailwind({ base: ROOT })] } },
    build: { write: false, cssCodeSplit: false, rollupOptions: { input: path.join(import.meta.dirname, "story.tsx") } },
  });
  const files = [built].flat().flatMap((part) => ("output" in part ? part.output : []));
  const script = files.flatMap((file) => (file.type === "chunk" && file.code ? [file.code] : [])).join("\n");
  const style = files.flatMap((file) => (file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : [])).join("\n");
  const assets = new Map(files.flatMap((file) => (file.type === "asset" ? [[`/${file.fileName}`, Buffer.from(file.source)] as const] : [])));
  return { script, style, assets };
}

/** A light to dark ramp, so that lines are seen on both. */
function drawRamp(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.round((255 * (Math.floor(at / 3) % width)) / width);
  return sharp(data, { raw: { width, height, channels: 3 } }).png().toBuffer();
}

/** Serves the marking layer with two pictures on a port of its own, `theme` as given in the address. */
export async function serveStory(): Promise<{ address: string; stop(): Promise<void> }> {
  const { script, style, assets } = await buildStory();
  const page = (theme: string) => `<!doctype html><html lang="en" data-theme="${theme}"><meta name="viewport" content="width=device-width"><title>Regions</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"><div id="story"></div><script type="module" src="/story.js"></script></html>`;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const size = /^\/(\d+)x(\d+)\.png$/.exec(pathname);
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { "content-type": type }).end(body);
    if (pathname === "/") send("text/html", page(searchParams.get("theme") ?? "light"));
    else if (pathname === "/story.js") send("text/javascript", script);
    else if (pathname === "/style.css") send("text/css", style);
    else if (size) send("image/png", await drawRamp(Number(size[1]), Number(size[2])));
    else if (assets.has(pathname)) send("font/woff2", assets.get(pathname)!);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
