import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import { JuxtaError, toErrorAnswer, unauthenticated } from "../../lib/errors.ts";
import { log } from "../../lib/log.ts";
import { decodeFrame } from "../../lib/reward/service-frame.ts";
import { isServiceToken } from "../../lib/reward/service-token.ts";
import type { Scorer } from "../../lib/reward/scorer.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { scoreFrame } from "./score-frame.ts";
import { createScoringQueue, type ScoringQueue } from "./scoring-queue.ts";
import { keepScorersWarm, type WarmScorers } from "./warm-scorers.ts";

const HOST = "127.0.0.1";
const DEFAULT_LIMIT = 256;
/** Of one batch; what web servers send stays far below. */
const MAX_FRAME_BYTES = 160 * 1024 * 1024;
/** Longer than web servers keep a connection. */
const KEEP_ALIVE_MS = 75_000;
/** Batches of a judge that are asked at once; the judge's own limit of calls still holds. */
const JUDGE_LANES = 16;

export type RewardService = { address: string; stop(timeoutMs: number): Promise<void> };
type Serving = { queue: ScoringQueue; scorers: WarmScorers; limit: number };

function wholeNumber(name: string, otherwise: number): number {
  const given = Number(process.env[name] || otherwise);
  return Number.isInteger(given) && given >= 0 ? given : otherwise;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new JuxtaError("request_too_large", "The request is too large.", { status: 413 });
  if (Number(request.headers["content-length"] ?? 0) > MAX_FRAME_BYTES) throw tooLarge();
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_FRAME_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Judges wait for their server, models for the processor. */
const lanesOf = ({ kind }: Scorer) => (kind === "vlm" ? JUDGE_LANES : os.availableParallelism());

async function score(request: IncomingMessage, { queue, scorers }: Serving, signal: AbortSignal): Promise<unknown> {
  const frame = decodeFrame(await readBody(request));
  return scorers.use(frame.request.scorer, (warm) =>
    queue.run(warm.scorer.version, lanesOf(warm.scorer), frame.request.items.length, () => scoreFrame(warm, frame.request, frame.pictures, signal), signal),
  );
}

async function respond(request: IncomingMessage, serving: Serving, signal: AbortSignal): Promise<unknown> {
  if (!isServiceToken(request.headers.authorization)) throw unauthenticated();
  if (request.method === "GET" && request.url === "/health") return { held: serving.queue.held(), limit: serving.limit };
  if (request.method === "POST" && request.url === "/score") return score(request, serving, signal);
  throw new JuxtaError("not_found", "There is nothing here.", { status: 404 });
}

async function handle(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => !response.writableFinished && gone.abort());
  let status = 200;
  let body: unknown;
  try {
    body = await respond(request, serving, gone.signal);
  } catch (error) {
    if (gone.signal.aborted) return;
    const refusal = toErrorAnswer(error);
    if (refusal.status >= 500 && refusal.status !== 503) log.error({ err: error }, "reward request failed");
    ({ status, body } = refusal);
    request.resume();
  }
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Scores for the Reward API on this machine: over HTTP on 127.0.0.1, for who knows the installation's secret. JUXTA_REWARD_PORT
 * names the port (a free one by default), JUXTA_REWARD_QUEUE how many items are held at once (256).
 */
export async function serveRewards(open: (definition: Record<string, unknown>) => Promise<Scorer>, model: ScoringModel | null): Promise<RewardService> {
  const limit = wholeNumber("JUXTA_REWARD_QUEUE", DEFAULT_LIMIT);
  const serving: Serving = { queue: createScoringQueue(limit), scorers: keepScorersWarm(open, model), limit };
  const server = createServer((request, response) => void handle(request, response, serving));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(wholeNumber("JUXTA_REWARD_PORT", 0), HOST);
  await once(server, "listening");
  return {
    address: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    stop: async (timeoutMs) => {
      await Promise.race([serving.queue.close(), new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())]);
      server.close();
      server.closeIdleConnections();
      // What has been computed still has to be written.
      await new Promise((resolve) => setTimeout(resolve, 50));
      server.closeAllConnections();
      await serving.scorers.dispose();
    },
  };
}
