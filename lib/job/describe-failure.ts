import { toJuxtaError } from "../errors.ts";

const LONGEST_REASON = 500;

/** What the queue keeps of a failed try: a stable code, its sentence, and for the operator alone what was thrown. */
export type KeptFailure = { code: string; message: string; reason: string | null };

/** A thrown value as the queue shall keep it. The stack and what drivers hang on errors stay in the log. */
export function describeFailure(error: unknown): KeptFailure {
  const known = toJuxtaError(error);
  const thrown = error instanceof Error ? error.message : String(error);
  return { code: known.code, message: known.message, reason: thrown === known.message ? null : thrown.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_REASON) };
}
