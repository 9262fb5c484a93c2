import { JuxtaError, toJuxtaError } from "../../errors.ts";
import type { ChatClient, ChatRequest } from "../judge/chat-client.ts";
import type { ScoreDimension } from "../scorer.ts";
import { askPart } from "./ask-part.ts";
import { combineOrders, type OrderedAnswer } from "./combine-orders.ts";
import type { PairResult, PairToJudge } from "./pair-judge.ts";
import { readJsonReply, readReasoning } from "./read-json-reply.ts";
import type { Choice } from "./read-option-logprobs.ts";
import { writePrompt } from "./rubric.ts";
import { PAIRWISE_RUBRIC } from "./rubrics/index.ts";
import type { Sampling } from "./score-edit.ts";
import type { ShownPair } from "./show-pictures.ts";

export type PairJudging = { client: ChatClient; sampling: Sampling; dimensions: ScoreDimension[]; show(pair: PairToJudge): Promise<ShownPair> };

type Reading = { answer: OrderedAnswer; reasoning: string | null; repaired: boolean };

const ANSWERS: Record<string, OrderedAnswer> = { "1": "first", "2": "second", "edit 1": "first", "edit 2": "second", tie: "tie" };

/** The choice in a reply. Throws `judge_reply_unreadable`. */
export function readBetter(choice: Choice): Reading {
  const { value, repaired } = readJsonReply(choice.text);
  const answer = ANSWERS[String(value.better).trim().toLowerCase()];
  if (!answer) throw new JuxtaError("judge_reply_unreadable", "The judge's reply does not say which edit is better.", { status: 502 });
  return { answer, reasoning: readReasoning(value), repaired };
}

function makeRequest({ sampling }: PairJudging, pair: PairToJudge, dimension: ScoreDimension, pictures: string[]): ChatRequest {
  return {
    text: writePrompt(PAIRWISE_RUBRIC, dimension, pair.instruction),
    pictures,
    order: sampling.order,
    seed: sampling.seed,
    temperature: sampling.temperature ?? undefined,
    topP: sampling.topP ?? undefined,
    maxTokens: sampling.maxTokens ?? undefined,
  };
}

async function judgeDimension(judging: PairJudging, pair: PairToJudge, shown: ShownPair, dimension: ScoreDimension, signal?: AbortSignal): Promise<PairResult> {
  const ask = (order: string, pictures: string[]) =>
    askPart(judging.client, { part: `${dimension} ${order}`, request: makeRequest(judging, pair, dimension, pictures), asksAgain: true, read: readBetter }, signal);
  const [plain, swapped] = await Promise.all([ask("left first", [shown.source, shown.left, shown.right]), ask("right first", [shown.source, shown.right, shown.left])]);
  const replies = [...plain.replies, ...swapped.replies];
  // One order alone is no verdict: what it says could be the place and not the picture.
  if (!plain.ok) return { dimension, ok: false, error: plain.error, replies };
  if (!swapped.ok) return { dimension, ok: false, error: swapped.error, replies };
  const [first, second] = [plain.reading, swapped.reading];
  const { verdict, consistent } = combineOrders(first.answer, second.answer);
  return { dimension, ok: true, verdict, consistent, answers: [first.answer, second.answer], reasoning: [first.reasoning, second.reasoning], repaired: first.repaired || second.repaired, replies };
}

/** One pair in every dimension, each asked in both orders. What fails is a result with its reason; throws only the signal's reason. */
export async function judgePair(judging: PairJudging, pair: PairToJudge, signal?: AbortSignal): Promise<PairResult[]> {
  try {
    const shown = await judging.show(pair);
    return await Promise.all(judging.dimensions.map((dimension) => judgeDimension(judging, pair, shown, dimension, signal)));
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { code, message } = toJuxtaError(error);
    return judging.dimensions.map((dimension) => ({ dimension, ok: false, error: { code, message }, replies: [] }));
  }
}
