import type { TokenLogprob } from "#lib/reward/judge/chat-client.ts";

/** What the server understood of a request. `occurrence` counts requests with the same text, from 0; `order` counts all of them. */
export type SeenRequest = {
  text: string;
  pictures: string[];
  order: number;
  occurrence: number;
  seed: number | null;
  n: number;
  wantsLogprobs: boolean;
  authorization: string | null;
  body: Record<string, unknown>;
};

export type Reply = { text: string; finishReason?: string; refusal?: string; logprobs?: TokenLogprob[] | null };
export type Answer =
  | { kind: "replies"; replies: Reply[] }
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  /** Nothing, ever. */
  | { kind: "hang" }
  /** The connection ends without a status line, or in the middle of the body. */
  | { kind: "cut"; after: "request" | "half_body" };

/** The same text for each of the choices asked for. */
export function say(text: string, options: Omit<Reply, "text"> = {}): Answer {
  return { kind: "replies", replies: [{ text, ...options }] };
}

/** One text a choice, for a request with n. */
export function sayEach(texts: string[]): Answer {
  return { kind: "replies", replies: texts.map((text) => ({ text })) };
}

export function scores(values: unknown, reasoning = "r"): string {
  return JSON.stringify({ reasoning, score: values });
}

/** Every way in which a server or a model has been seen to misbehave. */
export const misbehaviour = {
  badJson: () => say('{"reasoning": "half an object", "score": '),
  proseAround: () => say('Sure! Here is my verdict:\n```json\n{"reasoning": "fine", "score": [20, 15]}\n```\nLet me know if you need more.'),
  pythonQuotes: () => say("{'reasoning': 'fine', 'score': [20, 15]}"),
  missingBrackets: () => say('"reasoning": "fine", "score": 20, 15'),
  outOfRange: () => say(scores([90, 120])),
  negative: () => say(scores([-3, 12])),
  refusal: () => say("I'm sorry, but I can't assist with that request."),
  refusalField: () => say("", { refusal: "I cannot judge this." }),
  contentFilter: () => say("", { finishReason: "content_filter" }),
  truncated: () => say('{"reasoning": "the lawn is green and', { finishReason: "length" }),
  truncatedNumber: () => say('{"reasoning": "fine", "score": [20, 1', { finishReason: "length" }),
  rateLimited: (seconds?: number | string): Answer => ({ kind: "status", status: 429, headers: seconds === undefined ? {} : { "retry-after": String(seconds) }, body: '{"error":{"message":"slow down","code":"rate_limit_exceeded"}}' }),
  outOfQuota: (): Answer => ({ kind: "status", status: 429, body: '{"error":{"message":"no credit left","code":"insufficient_quota"}}' }),
  failed: (): Answer => ({ kind: "status", status: 500, body: "worker died" }),
  unauthorised: (): Answer => ({ kind: "status", status: 401, body: '{"error":{"message":"Incorrect API key provided: secret-key"}}' }),
  notJson: (): Answer => ({ kind: "status", status: 200, body: "<html>a proxy's page</html>" }),
  noChoices: (): Answer => ({ kind: "status", status: 200, body: '{"choices":[]}' }),
  hang: (): Answer => ({ kind: "hang" }),
  cut: (): Answer => ({ kind: "cut", after: "request" }),
  cutInBody: (): Answer => ({ kind: "cut", after: "half_body" }),
  missingLogprobs: (text: string) => say(text, { logprobs: null }),
};
