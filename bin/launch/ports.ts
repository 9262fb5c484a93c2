import { createServer } from "node:net";

const TRIED = 100;

/** Whether nothing listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** The first free port from `wanted` on. Throws when a hundred in a row are taken. */
export async function findPort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIED; port += 1) if (await isPortFree(port)) return port;
  throw new Error(`No port between ${wanted} and ${wanted + TRIED - 1} is free. Set PORT to another one.`);
}
