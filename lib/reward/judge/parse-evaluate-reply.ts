import { jsonrepair } from "jsonrepair";

/** `scores` holds whatever stood there; only what follows decides whether it can be used. `via` says how it was found. */
export type EvaluateReply =
  | { kind: "scores"; scores: unknown[]; reasoning: string | null; hasReasoning: boolean; via: "json" | "list" | "number" | "repair" }
  | { kind: "refused" }
  | { kind: "rate_limited" }
  | { kind: "unreadable" };

const REFUSAL = "I'm sorry, but I can't assist with that request.";
const RATE_LIMIT = "rate_limit_exceeded";
const DELIMITER = "||V^=^V||";
const UNREADABLE = { kind: "unreadable" } as const;
const TWO_INTEGERS = /^\[(0|[1-9]\d*), ?(0|[1-9]\d*)\]$/;
const INTEGER = /^[-+]?\d+$/;
const LARGEST_LONE_INTEGER = 10;
const QUOTED_REASONING = /("reasoning"\s*:\s*")([\s\S]*?)("\s*(?:,\s*"score"|\}))/;
// Two numbers and nothing else behind the last `score`: more, or units between them, would be a guess.
const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)`;
const SCORES_AT_END = new RegExp(String.raw`["']?score["']?\s*[:=]\s*[[(]?\s*${NUMBER}\s*(?:,|;|\s)\s*${NUMBER}\s*[\])]?\s*,?\s*\}*$`);
const SCORE_KEY = /score["']?\s*[:=]/g;
const REASONING_BEFORE = /["']?reasoning["']?\s*[:=]\s*([\s\S]*?)\s*,?\s*["']?score["']?\s*[:=]/;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function repair(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return undefined;
  }
}

function fromObject(value: unknown, via: "json" | "repair"): EvaluateReply | null {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !("score" in value)) return null;
  const reasoning = "reasoning" in value ? value.reasoning : undefined;
  const { score } = value;
  const scores: unknown[] = Array.isArray(score) ? score : [score];
  return { kind: "scores", scores, reasoning: typeof reasoning === "string" ? reasoning : null, hasReasoning: reasoning !== undefined, via };
}

/** Repairs are taken only where they end in plain numbers. */
function fromRepair(value: unknown): EvaluateReply | null {
  const reply = fromObject(value, "repair");
  return reply?.kind === "scores" && reply.scores.length > 0 && reply.scores.every((score) => typeof score === "number" && Number.isFinite(score)) ? reply : null;
}

function fromPatterns(text: string): EvaluateReply | null {
  const found = SCORES_AT_END.exec(text);
  if (!found || text.match(SCORE_KEY)?.length !== 1) return null;
  const reasoning = REASONING_BEFORE.exec(text)?.[1]?.replaceAll(/^["']|["']$/g, "");
  return { kind: "scores", scores: [Number(found[1]), Number(found[2])], reasoning: reasoning ?? null, hasReasoning: reasoning !== undefined, via: "repair" };
}

function fromJson(text: string): EvaluateReply {
  const straight = text.trim().replaceAll("\n", "").replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, "'");
  const strict = fromObject(parse(straight), "json");
  if (strict) return strict;
  const escaped = straight.replace(QUOTED_REASONING, (_whole, start: string, inner: string, end: string) => start + inner.replaceAll(/(?<!\\)"/g, '\\"') + end);
  return fromRepair(parse(escaped)) ?? fromRepair(repair(straight)) ?? fromPatterns(straight) ?? UNREADABLE;
}

function fromListOrNumber(text: string): EvaluateReply {
  const list = TWO_INTEGERS.exec(text.slice(text.indexOf("["), text.lastIndexOf("]") + 1));
  if (list) return { kind: "scores", scores: [Number(list[1]), Number(list[2])], reasoning: null, hasReasoning: true, via: "list" };
  const lone = text.trim();
  if (INTEGER.test(lone) && Number(lone) >= 0 && Number(lone) <= LARGEST_LONE_INTEGER) return { kind: "scores", scores: [Number(lone)], reasoning: null, hasReasoning: true, via: "number" };
  return UNREADABLE;
}

/**
 * A reply as EditScore's `evaluate` reads it: the same numbers wherever that accepts strict JSON, a list or an integer.
 * Repairs are our own and marked; where that code would fill in missing numbers, the reply is unreadable here.
 */
export function parseEvaluateReply(text: string): EvaluateReply {
  if (text === RATE_LIMIT) return { kind: "rate_limited" };
  if (text === REFUSAL) return { kind: "refused" };
  const parts = text.split(DELIMITER);
  if (parts.length === 3) return fromJson(parts[1] ?? "");
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}") + 1;
  if (start !== -1 && end > start) return fromJson(text.slice(start, end));
  return fromListOrNumber(text);
}
