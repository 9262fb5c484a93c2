import { JuxtaError } from "../../errors.ts";
import type { ChatReply, TokenLogprob } from "../judge/chat-client.ts";

export type Choice = ChatReply["choices"][number];

/** Below this share of the probability on the offered answers, their proportions say little. */
const LEAST_MASS = 0.5;

/** One log-probability (natural logarithm) for each option, −Infinity where it is not among the listed tokens; `mass` is their sum, 0..1. */
export type OptionLogprobs = { logprobs: number[]; mass: number };

/** A token as the word it stands for: blanks, punctuation and the markers of tokenisers do not count. */
function toWord(token: string): string {
  return token.replace(/^[Ġ▁]/u, "").replace(/^[^\p{L}\p{N}-]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
}

function listTokens(position: TokenLogprob): Map<string, number> {
  return new Map([[position.token, position.logprob], ...position.top.map(({ token, logprob }) => [token, logprob] as const)]);
}

function quoteReply(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/**
 * The log-probabilities of the offered answers at the token where the judge gave its own. Tokens that differ in blanks,
 * case or punctuation alone count together. Throws `judge_logprobs_missing` where the server sent none,
 * `judge_answer_unexpected` where the reply is something else than one of the options, `judge_answer_diffuse` where more
 * than half of the probability lies elsewhere.
 */
export function readOptionLogprobs(choice: Choice, options: readonly string[]): OptionLogprobs {
  const unexpected = new JuxtaError("judge_answer_unexpected", `The judge answered ${quoteReply(choice.text)} where only ${options.join(", ")} are answers.`, { status: 502 });
  if (!options.includes(toWord(choice.text))) throw unexpected;
  if (!choice.logprobs || choice.logprobs.every(({ top }) => top.length === 0)) {
    throw new JuxtaError("judge_logprobs_missing", "The judge's server sent no log-probabilities. This protocol needs one that supports logprobs and top_logprobs.", { status: 502 });
  }
  const position = choice.logprobs.find(({ token }) => toWord(token) !== "");
  if (!position || !options.includes(toWord(position.token))) throw unexpected;
  const shares = options.map(() => 0);
  for (const [token, logprob] of listTokens(position)) {
    const at = options.indexOf(toWord(token));
    if (at >= 0) shares[at] = (shares[at] ?? 0) + Math.exp(logprob);
  }
  const mass = shares.reduce((sum, share) => sum + share, 0);
  // Written so that a NaN fails too.
  if (!(mass >= LEAST_MASS)) throw new JuxtaError("judge_answer_diffuse", `Only ${(mass * 100).toFixed(1)} % of the judge's probability lies on ${options.join(", ")}.`, { status: 502 });
  return { logprobs: shares.map((share) => Math.log(share)), mass: Math.min(1, mass) };
}
