import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** `status` 0: no answer came; `body` then names the error. */
export type Reply = { status: number; body: unknown; text: string; headers: IncomingHttpHeaders; ms: number };
export type Sending = { method?: "GET" | "POST"; cookie?: string; type?: string; body?: string; agent?: Agent };

const TIMEOUT_MS = 30_000;

/** Connections that stay open between requests, as a browser's do. */
export const keepAlive = new Agent({ keepAlive: true, maxSockets: Infinity });
/** One connection a request. */
export const oneConnectionEach = new Agent({ keepAlive: false });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One request as a page of this server would send it. Never throws: what breaks the connection is a reply with status 0. */
export function send(address: string, path: string, { method = "POST", cookie = "", type = "application/json", body = "", agent = keepAlive }: Sending = {}): Promise<Reply> {
  const started = performance.now();
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: 0, body: { error: { code: "code" in error ? String(error.code) : error.message } }, text: "", headers: {}, ms: performance.now() - started });
    const headers = { origin: address, cookie, "content-type": type, "content-length": Buffer.byteLength(body) };
    const outgoing = request(new URL(path, address), { method, agent, headers, timeout: TIMEOUT_MS }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk: string) => (text += chunk));
      incoming.on("error", fail);
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body: parse(text), text, headers: incoming.headers, ms: performance.now() - started }));
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("timeout")));
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

/** The stable code of an answer that is not a success. */
export function codeOf({ status, body }: Reply): string {
  const { error } = (body ?? {}) as { error?: { code?: string } };
  return error?.code ?? `status_${status}`;
}
