import { z } from "zod";
import { JuxtaError } from "../../errors.ts";

export type TokenLogprob = { token: string; logprob: number; top: { token: string; logprob: number }[] };
export type ChatChoice = { text: string; finishReason: string | null; refusal: string | null; logprobs: TokenLogprob[] | null };
/** `ms` is the wall time of the request that was answered, without those before it that failed. */
export type ChatReply = { choices: ChatChoice[]; promptTokens: number | null; completionTokens: number | null; ms: number };

const alternative = z.object({ token: z.string(), logprob: z.number() });
const part = z.object({ type: z.string().optional(), text: z.string().optional() });
const choice = z.object({
  index: z.number().int().optional(),
  message: z.object({ content: z.union([z.string(), z.array(part)]).nullish(), refusal: z.string().nullish() }),
  finish_reason: z.string().nullish(),
  logprobs: z.object({ content: z.array(alternative.extend({ top_logprobs: z.array(alternative).nullish() })).nullish() }).nullish(),
});
const completion = z.object({
  choices: z.array(choice).min(1),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

function textOf(content: z.infer<typeof choice>["message"]["content"]): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => text ?? "").join("");
}

function toChoice({ message, finish_reason, logprobs }: z.infer<typeof choice>): ChatChoice {
  const tokens = logprobs?.content?.map(({ token, logprob, top_logprobs }) => ({ token, logprob, top: top_logprobs ?? [] })) ?? null;
  return { text: textOf(message.content), finishReason: finish_reason ?? null, refusal: message.refusal ?? null, logprobs: tokens };
}

/** The body of a chat completion, choices in the order of their index. Throws `judge_reply_invalid` for anything else. */
export function parseChatReply(body: string): Omit<ChatReply, "ms"> {
  const parsed = completion.safeParse(parseBody(body));
  if (!parsed.success) throw invalidReply("The judge's server answered, but not with a chat completion.");
  const { choices, usage } = parsed.data;
  const ordered = choices.every(({ index }) => index !== undefined) ? [...choices].sort((a, b) => (a.index ?? 0) - (b.index ?? 0)) : choices;
  return { choices: ordered.map(toChoice), promptTokens: usage?.prompt_tokens ?? null, completionTokens: usage?.completion_tokens ?? null };
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw invalidReply("The judge's server answered with something that is not JSON.", cause);
  }
}

function invalidReply(message: string, cause?: unknown): JuxtaError {
  return new JuxtaError("judge_reply_invalid", message, { status: 502, cause });
}
