import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Item = { instruction: string; source: string; edit: string; group?: string | null; id?: string };
export type Received = { authorization: string | undefined; type: string; items: Item[]; settings: Record<string, unknown>; files: Map<string, Buffer> };
/** Answers one request in its own way; returning false leaves the ordinary answer to the server. */
export type Misbehaviour = (answer: ServerResponse, received: Received) => boolean;

export type RewardServer = { address: string; received: Received[]; misbehave(...next: Misbehaviour[]): void; close(): Promise<void> };

async function read(request: IncomingMessage): Promise<Received> {
  const body = new Response(request as unknown as ReadableStream, { headers: { "content-type": request.headers["content-type"] ?? "" } });
  const type = (request.headers["content-type"] ?? "").split(";")[0] ?? "";
  const files = new Map<string, Buffer>();
  let document: string;
  if (type === "multipart/form-data") {
    const form = await body.formData();
    document = String(form.get("request"));
    for (const [name, part] of form) if (typeof part !== "string") files.set(name, Buffer.from(await part.arrayBuffer()));
  } else document = await body.text();
  const { items, ...settings } = JSON.parse(document) as { items: Item[] };
  return { authorization: request.headers.authorization, type, items, settings, files };
}

/** An edit's first byte / 255 is its reward; one that begins with 13 fails. */
function toResult({ edit, id, group }: Item, index: number, files: Map<string, Buffer>) {
  const bytes = edit.startsWith("part:") ? files.get(edit.slice(5)) : Buffer.from(edit, "base64");
  const level = bytes?.[0] ?? 0;
  const base = { index, id: id ?? null, group: group ?? null, passes: 1, spread: null };
  if (level === 13) return { ...base, reward: null, scores: null, passes_used: 0, advantage: null, error: { code: "picture_broken", message: "The picture cannot be decoded." } };
  return { ...base, reward: level / 255, scores: { overall: (level / 255) * 10 }, passes_used: 1, advantage: 0.5, error: null };
}

/** A server that speaks the Reward API over HTTP, and that can be told to do the next things wrong. */
export async function startRewardServer(): Promise<RewardServer> {
  const received: Received[] = [];
  const next: Misbehaviour[] = [];
  const server: Server = createServer((request, answer) => {
    void read(request).then((got) => {
      received.push(got);
      if (next.shift()?.(answer, got)) return;
      answer.setHeader("content-type", "application/json");
      answer.end(JSON.stringify({ scorer: null, results: got.items.map((item, at) => toResult(item, at, got.files)), groups: [], summary: {} }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    misbehave: (...more) => void next.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
