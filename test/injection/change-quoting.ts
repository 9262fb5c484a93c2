import type { ChatClient } from "#lib/reward/judge/chat-client.ts";
import { QUOTE_END, QUOTE_START } from "#lib/reward/judge/quote-instruction.ts";

/** `quoted`: as shipped. `delimited`: the same two lines around the text as it is. `bare`: the text as it is, and nothing around it. */
export const QUOTINGS = ["quoted", "delimited", "bare"] as const;
export type Quoting = (typeof QUOTINGS)[number];

function change(text: string, quoting: Quoting): string {
  const lines = text.split("\n");
  const start = lines.indexOf(QUOTE_START);
  const encoded = lines[start + 1];
  if (quoting === "quoted" || start < 0 || encoded === undefined) return text;
  const plain = String(JSON.parse(encoded));
  const block = quoting === "bare" ? [plain] : [QUOTE_START, plain, QUOTE_END];
  return [...lines.slice(0, start), ...block, ...lines.slice(start + 3)].join("\n");
}

/** The same client with another way to hand over instructions: what the measurement compares the shipped one with. */
export function changeQuoting(client: ChatClient, quoting: Quoting): ChatClient {
  return { ask: (request, signal) => client.ask({ ...request, text: change(request.text, quoting) }, signal) };
}
