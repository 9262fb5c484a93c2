import { JuxtaError } from "../../errors.ts";
import type { ChatChoice } from "./chat-reply.ts";

/** Whether the server says that it, or the model, would not answer. */
export function isRefused({ refusal, finishReason }: ChatChoice): boolean {
  return refusal !== null || finishReason === "content_filter";
}

/** Whether the reply ended at a token limit and not by itself. */
export function isTruncated({ finishReason }: ChatChoice): boolean {
  return finishReason === "length";
}

/** Throws `judge_refused` or `judge_truncated`: such a reply is a failure with a reason, whatever can be read in it. */
export function requireWhole(choice: ChatChoice): void {
  if (isRefused(choice)) throw new JuxtaError("judge_refused", "The judge would not answer this request.", { status: 502 });
  if (isTruncated(choice)) throw new JuxtaError("judge_truncated", "The judge's reply was cut off at its token limit.", { status: 502 });
}
