import { JuxtaError, toJuxtaError } from "../../errors.ts";
import type { PassResult, RawReply } from "../scorer.ts";
import type { Asked } from "./ask-judge.ts";
import { isRefused, isTruncated } from "./check-choice.ts";
import { computeBatchScore, computeEditScore, type EditScoreValues } from "./compute-editscore.ts";
import { parseBatchReply } from "./parse-batch-reply.ts";
import { type EvaluateReply, parseEvaluateReply } from "./parse-evaluate-reply.ts";
import { wait } from "./request-gate.ts";

const MOST_ATTEMPTS = 3;
const PAUSE_MS = 500;
/** What another attempt at both requests may mend. The published code asks again after a server's error, too. */
const WORTH_AN_ATTEMPT = new Set(["judge_reply_unreadable", "judge_truncated", "judge_failed", "judge_timeout", "judge_reply_invalid"]);
const TRANSPORT = new Set(["judge_failed", "judge_timeout"]);
/** Said by the client after its own repeats: the other request would meet the same. */
const ENDS_AT_ONCE = new Set(["judge_unreachable", "judge_refused_request", "judge_rate_limited"]);

export type Part = "SC" | "PQ";
export type AskPart = (part: Part, attempt: number) => Promise<Asked>;

type Readable = Extract<EvaluateReply, { kind: "scores" }>;

function failure(code: string, message: string): JuxtaError {
  return new JuxtaError(code, message, { status: 502 });
}

const truncated = () => failure("judge_truncated", "The judge's reply was cut off at its token limit.");
const refused = () => failure("judge_refused", "The judge would not answer this request.");

function readEvaluate({ choice, error }: Asked): Readable | JuxtaError {
  if (error || !choice) return error ?? failure("judge_reply_invalid", "The judge's server gave no answer.");
  if (isRefused(choice)) return refused();
  const reply = parseEvaluateReply(choice.text);
  if (reply.kind === "refused") return refused();
  // A whole object may stand before the cut; anything mended might miss a digit.
  if (isTruncated(choice) && !(reply.kind === "scores" && reply.via === "json")) return truncated();
  if (reply.kind === "rate_limited") return failure("judge_rate_limited", "The judge's reply says that its rate limit is reached.");
  return reply.kind === "scores" ? reply : failure("judge_reply_unreadable", "No scores can be read in the judge's reply.");
}

function note(asked: Asked, read: unknown): void {
  if (read instanceof JuxtaError) asked.raw.error = { code: read.code, message: read.message };
}

function join(sc: string | null, pq: string | null): string | null {
  const parts = [sc === null ? [] : [`SC: ${sc}`], pq === null ? [] : [`PQ: ${pq}`]].flat();
  return parts.length === 0 ? null : parts.join("\n");
}

function finish(pass: number, replies: RawReply[], compute: () => EditScoreValues, about: { reasoning: string | null; repaired: boolean }): PassResult {
  try {
    return { pass, ok: true, ...compute(), ...about, replies };
  } catch (error) {
    const { code, message } = toJuxtaError(error);
    return { pass, ok: false, error: { code, message }, replies };
  }
}

function requireReasoning(reply: Readable, part: Part): void {
  if (!reply.hasReasoning) throw failure("judge_reply_unusable", `The judge's reply for ${part} has no reasoning.`);
}

/**
 * One pass of `evaluate`: SC, then PQ; where either cannot be read both are asked again, at most three times. A refusal ends it at
 * once, and so does a reply that can be read but not used. The published code reads the reasoning of the last pass alone
 * and fails where that has none.
 */
export async function evaluatePass(pass: number, { range, isLast }: { range: number; isLast: boolean }, ask: AskPart, signal?: AbortSignal): Promise<PassResult> {
  const replies: RawReply[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const semantic = await ask("SC", attempt);
    replies.push(semantic.raw);
    const sc = readEvaluate(semantic);
    note(semantic, sc);
    if (sc instanceof JuxtaError && ENDS_AT_ONCE.has(sc.code)) return { pass, ok: false, error: { code: sc.code, message: sc.message }, replies };
    const perceptual = await ask("PQ", attempt);
    replies.push(perceptual.raw);
    const pq = readEvaluate(perceptual);
    note(perceptual, pq);
    if (!(sc instanceof JuxtaError) && !(pq instanceof JuxtaError)) {
      const compute = () => {
        if (isLast) requireReasoning(sc, "SC");
        if (isLast) requireReasoning(pq, "PQ");
        return computeEditScore(sc.scores, pq.scores, range);
      };
      return finish(pass, replies, compute, { reasoning: join(sc.reasoning, pq.reasoning), repaired: sc.via === "repair" || pq.via === "repair" });
    }
    const errors = [sc, pq].filter((read) => read instanceof JuxtaError);
    const final = errors.find(({ code }) => !WORTH_AN_ATTEMPT.has(code)) ?? (attempt === MOST_ATTEMPTS ? errors[0] : undefined);
    if (final) return { pass, ok: false, error: { code: final.code, message: final.message }, replies };
    if (errors.some(({ code }) => TRANSPORT.has(code))) await wait(PAUSE_MS * attempt, signal);
  }
}

function readBatch({ choice, error }: Asked): ReturnType<typeof parseBatchReply> | JuxtaError {
  if (error || !choice) return error ?? failure("judge_reply_invalid", "The judge's server gave no answer.");
  if (isRefused(choice)) return refused();
  const reply = parseBatchReply(choice.text);
  if (isTruncated(choice) && reply.repaired) return truncated();
  return reply.isInvalid ? failure("judge_reply_unusable", "A score in the judge's reply is text that is no number.") : reply;
}

/** One pass of `batch_evaluate`: each part is asked once. */
export async function evaluateBatchPass(pass: number, range: number, substitutes: boolean, ask: AskPart): Promise<PassResult> {
  const [semantic, perceptual] = [await ask("SC", 1), await ask("PQ", 1)];
  const replies = [semantic.raw, perceptual.raw];
  const sc = readBatch(semantic);
  const pq = readBatch(perceptual);
  note(semantic, sc);
  note(perceptual, pq);
  if (sc instanceof JuxtaError) return { pass, ok: false, error: { code: sc.code, message: sc.message }, replies };
  if (pq instanceof JuxtaError) return { pass, ok: false, error: { code: pq.code, message: pq.message }, replies };
  return finish(pass, replies, () => computeBatchScore(sc.scores, pq.scores, range, substitutes), { reasoning: join(sc.reasoning, pq.reasoning), repaired: sc.repaired || pq.repaired });
}
