/** Numbers in the order they stood; `isInvalid` where the published code gives up on a number that is text. */
export type BatchReply = { scores: number[]; reasoning: string; repaired: boolean; isInvalid: boolean };

const OBJECT = /\{[\s\S]*\}/;
const NUMERIC_TEXT = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
const NUMBERS = /[-+]?\d*\.?\d+/g;
const SCORE_KEY = /["']score["']\s*:/i;
const QUOTED_REASONING = /("reasoning"\s*:\s*")([\s\S]*?)("\s*(?:,\s*"score"|\}))/;
const REASONING_BEFORE_SCORE = /["']reasoning["']\s*:\s*["']?([\s\S]*?)["']?\s*,\s*["']score["']/i;
const BARE_KEY = /([{\s,])(\w+)\s*:/g;
const CONSTANTS: [RegExp, string][] = [
  [/\bTrue\b/g, "true"],
  [/\bFalse\b/g, "false"],
  [/\bNone\b/g, "null"],
];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withConstants(text: string): string {
  return CONSTANTS.reduce((mapped, [pattern, word]) => mapped.replaceAll(pattern, word), text);
}

function withEscapedReasoning(text: string): string {
  return text.replace(QUOTED_REASONING, (_whole, start: string, inner: string, end: string) => start + inner.replaceAll(/(?<!\\)"/g, '\\"') + end);
}

function readScores(score: unknown): { scores: number[]; isInvalid: boolean } {
  if (typeof score === "number") return { scores: [score], isInvalid: false };
  if (!Array.isArray(score)) return { scores: [], isInvalid: false };
  const entries = score.filter((entry) => typeof entry === "number" || typeof entry === "string" || typeof entry === "boolean");
  return { scores: entries.map(Number), isInvalid: entries.some((entry) => typeof entry === "string" && !NUMERIC_TEXT.test(entry)) };
}

function fromObject(value: unknown, repaired: boolean): BatchReply | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const fields: Record<string, unknown> = { ...value };
  const reasoning = [fields.reasoning, fields.reason, fields.rationale].find((text) => typeof text === "string");
  const { scores, isInvalid } = readScores(fields.score);
  return !reasoning && scores.length === 0 ? null : { scores, reasoning: reasoning ?? "", repaired, isInvalid };
}

/** What stands between both keys; else what stands before `score`; else all of it. */
function readReasoning(text: string, scoreAt: number | undefined): string {
  const between = REASONING_BEFORE_SCORE.exec(text)?.[1];
  return between === undefined ? text.slice(0, scoreAt).trim() : between.trim().replaceAll('\\"', '"');
}

function fromPatterns(text: string): BatchReply {
  const key = SCORE_KEY.exec(text);
  const numbers = (key ? text.slice(key.index + key[0].length) : text).match(NUMBERS) ?? [];
  return { scores: numbers.map(Number), reasoning: readReasoning(text, key?.index), repaired: true, isInvalid: false };
}

/**
 * A reply as EditScore's `batch_evaluate` reads it: JSON where it is some, then three repairs, and in the end every decimal
 * number behind `score`, or anywhere. No scores is an empty list.
 */
export function parseBatchReply(reply: string): BatchReply {
  if (reply.trim() === "") return { scores: [], reasoning: "Input was empty.", repaired: false, isInvalid: false };
  const text = OBJECT.exec(reply)?.[0] ?? reply.trim();
  const strict = fromObject(parse(text), false);
  if (strict) return strict;
  const mapped = withConstants(text);
  const attempts = [mapped.replaceAll("'", '"'), mapped.replaceAll(BARE_KEY, '$1"$2":'), withEscapedReasoning(text)];
  for (const attempt of attempts) {
    const found = fromObject(parse(attempt), true);
    if (found) return found;
  }
  return fromPatterns(text);
}
