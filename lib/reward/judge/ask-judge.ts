import { JuxtaError } from "../../errors.ts";
import type { RawReply } from "../scorer.ts";
import type { ChatChoice, ChatClient, ChatReply, ChatRequest } from "./chat-client.ts";

/** A reply that came, or why none did; `raw` is what is kept of it. */
export type Asked = { choice: ChatChoice | null; error: JuxtaError | null; raw: RawReply };

function record(part: string, attempt: number, choice: ChatChoice | undefined, reply: Omit<ChatReply, "choices">, countsTokens: boolean): Asked {
  const error = choice ? null : new JuxtaError("judge_reply_invalid", "The judge's server gave fewer answers than were asked for.", { status: 502 });
  const tokens = countsTokens ? { promptTokens: reply.promptTokens, completionTokens: reply.completionTokens } : { promptTokens: null, completionTokens: null };
  return { choice: choice ?? null, error, raw: { part, attempt, text: choice ? choice.text || choice.refusal || "" : null, ms: reply.ms, ...tokens, error: error && { code: error.code, message: error.message } } };
}

/**
 * One request, as many results as it asks for choices; tokens are counted with the first. What the client throws is a
 * result with its reason; only an abort goes on up.
 */
export async function askJudge(client: ChatClient, part: string, attempt: number, request: ChatRequest, signal?: AbortSignal): Promise<Asked[]> {
  const started = performance.now();
  const wanted = request.n ?? 1;
  try {
    const { choices, ...reply } = await client.ask(request, signal);
    return Array.from({ length: wanted }, (_, index) => record(part, attempt, choices[index], reply, index === 0));
  } catch (error) {
    if (signal?.aborted || !(error instanceof JuxtaError)) throw error;
    const ms = performance.now() - started;
    return Array.from({ length: wanted }, () => ({ choice: null, error, raw: { part, attempt, text: null, ms, promptTokens: null, completionTokens: null, error: { code: error.code, message: error.message } } }));
  }
}
