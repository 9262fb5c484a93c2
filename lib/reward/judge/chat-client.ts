import { JuxtaError } from "../../errors.ts";
import { type ChatReply, parseChatReply } from "./chat-reply.ts";
import { type ChatRequest, toRequestBody } from "./chat-request.ts";
import { createRequestGate, type RequestGate, wait } from "./request-gate.ts";

export type { ChatChoice, ChatReply, TokenLogprob } from "./chat-reply.ts";
export type { ChatRequest } from "./chat-request.ts";

export type ChatClientOptions = {
  /** Up to and including `/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string;
  timeoutMs?: number;
  /** Repeats of one request that failed for a reason that may pass. */
  retries?: number;
  /** The codes that are worth a repeat. */
  retryOn?: readonly string[];
  concurrency?: number;
  requestsPerMinute?: number;
  /** First pause before a repeat where the server names none; doubled each time. */
  backoffMs?: number;
};

export interface ChatClient {
  /**
   * Sends one request and waits for its answer. Throws JuxtaError: `judge_timeout`, `judge_rate_limited`, `judge_unreachable`
   * (no or a cut connection), `judge_failed` (5xx), `judge_refused_request` (other 4xx), `judge_reply_invalid`; and the signal's reason.
   */
  ask(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
}

export const PASSING_FAILURES = ["judge_timeout", "judge_rate_limited", "judge_unreachable", "judge_failed", "judge_reply_invalid"] as const;

const DEFAULTS = { timeoutMs: 180_000, retries: 4, concurrency: 8, backoffMs: 500, retryOn: PASSING_FAILURES as readonly string[] };
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 600_000;
const SHOWN_TEXT = 300;

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date; null where there is none to read. */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS) : null;
}

/** The server's own words, if it has any, without line breaks and never with our key. */
function quoteServer(body: string, apiKey: string | undefined): string {
  let text = body;
  try {
    const parsed = JSON.parse(body) as { error?: { message?: unknown } | string; message?: unknown };
    const said = typeof parsed.error === "object" ? parsed.error?.message : (parsed.error ?? parsed.message);
    if (typeof said === "string") text = said;
  } catch {
    // Not JSON: a proxy's page, say.
  }
  const words = (apiKey ? text.replaceAll(apiKey, "…") : text).replaceAll(/\s+/g, " ").trim().slice(0, SHOWN_TEXT);
  return words === "" ? "" : ` It said: ${words}`;
}

type Refusal = JuxtaError & { retryAfterMs?: number | null; isFinal?: boolean };

function refusalOf(response: Response, body: string, apiKey: string | undefined): Refusal {
  const { status } = response;
  const words = quoteServer(body, apiKey);
  if (status === 429) {
    const error: Refusal = new JuxtaError("judge_rate_limited", `The judge's server allows no more requests for now (429).${words}`, { status: 503 });
    error.retryAfterMs = readRetryAfter(response.headers.get("retry-after"));
    error.isFinal = body.includes("insufficient_quota");
    return error;
  }
  if (status >= 500) return new JuxtaError("judge_failed", `The judge's server failed (${status}).${words}`, { status: 502 });
  return new JuxtaError("judge_refused_request", `The judge's server did not accept the request (${status}).${words}`, { status: 502 });
}

/** What fetch throws, in our words. An abort by the caller stays the caller's own reason. */
function failureOf(cause: unknown, timeoutMs: number, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (cause instanceof JuxtaError) return cause;
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const isTimeout = inner instanceof Error && (inner.name === "TimeoutError" || inner.name === "HeadersTimeoutError" || inner.name === "BodyTimeoutError");
  if (isTimeout) return new JuxtaError("judge_timeout", `The judge's server did not answer within ${timeoutMs / 1_000} s.`, { status: 504, cause });
  const code = inner instanceof Error && "code" in inner && typeof inner.code === "string" ? ` (${inner.code})` : "";
  return new JuxtaError("judge_unreachable", `The connection to the judge's server failed${code}.`, { status: 502, cause });
}

/** Some write the whole address where others end at the version. */
function addressOf(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, "").replace(/\/chat\/completions$/, "")}/chat/completions`;
}

async function send(options: ChatClientOptions & typeof DEFAULTS, request: ChatRequest, signal: AbortSignal | undefined): Promise<ChatReply> {
  const { baseUrl, model, apiKey, timeoutMs } = options;
  const started = performance.now();
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(addressOf(baseUrl), {
      method: "POST",
      headers: { "content-type": "application/json", ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
      body: JSON.stringify(toRequestBody(model, request)),
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
      // A key never follows to another address.
      redirect: "error",
    });
    const body = await response.text();
    if (!response.ok) throw refusalOf(response, body, apiKey);
    return { ...parseChatReply(body), ms: performance.now() - started };
  } catch (cause) {
    throw failureOf(cause, timeoutMs, signal);
  }
}

async function sendThroughGate(gate: RequestGate, options: ChatClientOptions & typeof DEFAULTS, request: ChatRequest, signal: AbortSignal | undefined): Promise<ChatReply> {
  const leave = await gate.enter(signal);
  try {
    return await send(options, request, signal);
  } finally {
    leave();
  }
}

/** A connection to one model of an OpenAI-compatible server. Concurrency, rate and the pauses after 429 hold for all that ask through it. */
export function createChatClient(given: ChatClientOptions): ChatClient {
  const options = { ...DEFAULTS, ...given };
  const gate = createRequestGate({ concurrency: options.concurrency, requestsPerMinute: options.requestsPerMinute ?? null });
  return {
    ask: async (request, signal) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await sendThroughGate(gate, options, request, signal);
        } catch (error) {
          const refusal = error as Refusal;
          const mayPass = error instanceof JuxtaError && options.retryOn.includes(error.code) && !refusal.isFinal;
          if (!mayPass || attempt >= options.retries) throw error;
          const doubled = Math.min(options.backoffMs * 2 ** attempt, LONGEST_PAUSE_MS);
          // Half of the pause is random, so that clients that failed together do not come back together.
          const pause = refusal.retryAfterMs ?? doubled * (0.5 + Math.random() / 2);
          if (error.code === "judge_rate_limited") gate.pause(pause);
          else await wait(pause, signal);
        }
      }
    },
  };
}
