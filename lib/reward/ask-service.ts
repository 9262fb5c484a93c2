import http from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { JuxtaError } from "../errors.ts";
import { findServices } from "./find-services.ts";
import { encodeFrame, ServiceReply, type ServiceRequest } from "./service-frame.ts";
import { serviceToken } from "./service-token.ts";

/** A judge may take minutes for a batch. */
const PATIENCE_MS = 20 * 60_000;
const TRIES = 4;
const RETRY_MS = 300;
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

export function noWorker(cause?: unknown): JuxtaError {
  return new JuxtaError("reward_worker_missing", "No worker is there to score. It may be starting; try again in a moment.", { status: 503, cause });
}

/** `details.retryAfterSeconds`: when there should be room again. */
function toError(status: number, bytes: Buffer): JuxtaError {
  try {
    const { code, message, details } = (JSON.parse(bytes.toString("utf8")) as { error: { code: string; message: string; details?: unknown } }).error;
    return new JuxtaError(code, message, { status, details });
  } catch (cause) {
    return noWorker(cause);
  }
}

async function post(address: string, frame: Buffer[], signal?: AbortSignal): Promise<unknown> {
  const length = frame.reduce((sum, part) => sum + part.length, 0);
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const headers = { authorization: `Bearer ${serviceToken()}`, "content-type": "application/octet-stream", "content-length": length };
  const request = http.request(new URL("/score", address), { method: "POST", agent, signal, headers, timeout: PATIENCE_MS }, resolve);
  request.on("error", reject);
  request.on("timeout", () => request.destroy(new Error("The worker does not answer.")));
  for (const part of frame) request.write(part);
  request.end();
  const response = await promise;
  const bytes = await buffer(response);
  if (response.statusCode !== 200) throw toError(response.statusCode ?? 500, bytes);
  return JSON.parse(bytes.toString("utf8"));
}

/** Lost on the way, or a worker that is ending: another one may do it. Scoring changes nothing, so it can be asked twice. */
function isWorthAnother(error: unknown): boolean {
  return !(error instanceof JuxtaError) || error.code === "reward_worker_missing";
}

/**
 * Has a worker score a batch. Throws `reward_worker_missing` (503) when none answers, `reward_queue_full` (429), and what the
 * worker refuses: `not_found`, or why the scorer cannot be opened.
 */
export async function askService(request: Omit<ServiceRequest, "pictures">, pictures: Buffer[], signal?: AbortSignal): Promise<ServiceReply> {
  const frame = encodeFrame(request, pictures);
  let last: unknown;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) await pause(RETRY_MS * attempt, undefined, { signal });
    const addresses = await findServices({ fresh: attempt > 0 });
    for (const address of addresses) {
      try {
        return ServiceReply.parse(await post(address, frame, signal));
      } catch (error) {
        signal?.throwIfAborted();
        if (!isWorthAnother(error)) throw error;
        last = error;
      }
    }
    if (addresses.length === 0) break;
  }
  throw noWorker(last);
}

export type ServiceHealth = { held: number; limit: number };

/** How full each service is; services that do not answer are left out. */
export async function askHealth(): Promise<ServiceHealth[]> {
  const addresses = await findServices({ fresh: true });
  const answers = await Promise.all(
    addresses.map(async (address) => {
      const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
      const request = http.get(new URL("/health", address), { agent, headers: { authorization: `Bearer ${serviceToken()}` }, timeout: 3_000 }, resolve);
      request.on("error", reject);
      request.on("timeout", () => request.destroy(new Error("The worker does not answer.")));
      const response = await promise;
      const bytes = await buffer(response);
      return response.statusCode === 200 ? (JSON.parse(bytes.toString("utf8")) as ServiceHealth) : null;
    }).map((answer) => answer.catch(() => null)),
  );
  return answers.filter((answer) => answer !== null);
}
