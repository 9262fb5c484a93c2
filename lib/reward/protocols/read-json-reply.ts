import { jsonrepair } from "jsonrepair";
import { JuxtaError } from "../../errors.ts";

export type JsonReply = { value: Record<string, unknown>; repaired: boolean };

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function repair(text: string): string {
  try {
    return jsonrepair(text);
  } catch {
    return "";
  }
}

/**
 * The one JSON object in a judge's reply, with prose or a code fence around it or not; small faults are repaired and said.
 * Throws `judge_reply_unreadable`.
 */
export function readJsonReply(text: string): JsonReply {
  const braces = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  const strict = parseObject(braces);
  if (strict) return { value: strict, repaired: false };
  const repaired = text.includes("{") ? parseObject(repair(braces || text.slice(text.indexOf("{")))) : null;
  if (repaired) return { value: repaired, repaired: true };
  throw new JuxtaError("judge_reply_unreadable", "The judge's reply holds no JSON object.", { status: 502 });
}

/** The `reasoning` of a reply, where it is text. */
export function readReasoning(value: Record<string, unknown>): string | null {
  return typeof value.reasoning === "string" && value.reasoning.trim() !== "" ? value.reasoning : null;
}

/** A number on 0..`range`. Throws `judge_reply_unreadable` for anything else and `judge_score_out_of_range`. */
export function requireScore(value: unknown, name: string, range: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new JuxtaError("judge_reply_unreadable", `The judge's reply has no number for ${name}.`, { status: 502 });
  if (value < 0 || value > range) throw new JuxtaError("judge_score_out_of_range", `The judge gave ${value} for ${name}, outside 0 to ${range}.`, { status: 502 });
  return value;
}
