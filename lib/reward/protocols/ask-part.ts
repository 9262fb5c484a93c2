import { JuxtaError, toJuxtaError } from "../../errors.ts";
import { isRefused, requireWhole } from "../judge/check-choice.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../judge/chat-client.ts";
import type { RawReply } from "../scorer.ts";
import type { Choice } from "./read-option-logprobs.ts";

const MOST_ATTEMPTS = 3;
/** Apart from the seeds of other passes: a server that honours seeds would give the same reply again. */
const SEED_STEP = 1_000_003;
const MOST_SEED = 2 ** 31 - 1;
const WORTH_ASKING_AGAIN = new Set(["judge_reply_unreadable", "judge_score_out_of_range", "judge_truncated"]);

/** One request and how its reply is read; `read` throws a JuxtaError for what is no answer. */
export type PartToAsk<T> = { part: string; request: ChatRequest; asksAgain: boolean; read(choice: Choice): T };

export type PartAnswer<T> = { ok: true; reading: T; replies: RawReply[] } | { ok: false; error: { code: string; message: string }; replies: RawReply[] };

/** A choice that came with those of other passes; tokens are counted with the first of them. */
export type GivenChoice = { choice: Choice; reply: Omit<ChatReply, "choices"> };

/** Refused, cut off or empty replies are failures before anything is read in them. Log-probabilities need no whole reply. */
export function checkChoice(choice: Choice | undefined, needsWhole: boolean): Choice {
  if (!choice) throw new JuxtaError("judge_reply_invalid", "The judge's server gave fewer answers than were asked for.", { status: 502 });
  if (needsWhole) requireWhole(choice);
  else if (isRefused(choice)) throw new JuxtaError("judge_refused", "The judge would not answer this request.", { status: 502 });
  return choice;
}

/** What was raised, in the words that are stored; an abort is not a failure of the judge and goes on up. */
function describe(error: unknown, signal: AbortSignal | undefined): { code: string; message: string } {
  if (signal?.aborted) throw signal.reason;
  const { code, message } = toJuxtaError(error);
  return { code, message };
}

async function askOnce(client: ChatClient, request: ChatRequest, signal: AbortSignal | undefined): Promise<GivenChoice> {
  const { choices, ...reply } = await client.ask(request, signal);
  return { choice: checkChoice(choices[0], false), reply };
}

/**
 * Asks until a reply can be read: up to three times, with another seed each time, where the protocol allows it and the
 * judge simply missed the form. What the connection or a refusal ends stays ended. Throws only the signal's reason.
 */
export async function askPart<T>(client: ChatClient, { part, request, asksAgain, read }: PartToAsk<T>, signal?: AbortSignal, given?: GivenChoice): Promise<PartAnswer<T>> {
  const replies: RawReply[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const started = performance.now();
    const seed = request.seed === undefined ? undefined : (request.seed + SEED_STEP * (attempt - 1)) % MOST_SEED;
    const raw: RawReply = { part, attempt, text: null, ms: 0, promptTokens: null, completionTokens: null, error: null };
    replies.push(raw);
    try {
      const { choice, reply } = attempt === 1 && given ? given : await askOnce(client, { ...request, seed }, signal);
      Object.assign(raw, { text: choice.text, ms: reply.ms, promptTokens: reply.promptTokens, completionTokens: reply.completionTokens });
      const reading = read(checkChoice(choice, asksAgain));
      return { ok: true, reading, replies };
    } catch (error) {
      raw.error = describe(error, signal);
      if (raw.text === null) raw.ms = performance.now() - started;
      if (!asksAgain || attempt === MOST_ATTEMPTS || !WORTH_ASKING_AGAIN.has(raw.error.code)) return { ok: false, error: raw.error, replies };
    }
  }
}
