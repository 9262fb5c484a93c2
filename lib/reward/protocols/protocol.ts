import type { ChatRequest } from "../judge/chat-client.ts";
import type { ScoreDimension } from "../scorer.ts";
import type { Choice } from "./read-option-logprobs.ts";
import type { Rubric } from "./rubric.ts";

/** What one reply says: named numbers, and the judge's own words where the protocol asks for them. */
export type PartReading = { numbers: Record<string, number>; reasoning: string | null; repaired: boolean };

/** `edit`: the edited picture alone. `both`: the source, then the edit. `reference`: these two, then a known good result. */
export type PicturesShown = "edit" | "both" | "reference";

/** A way to ask a judge about one edit: the requests, how a reply is read, and what the readings say together. */
export type Protocol = {
  rubric: Rubric;
  dimensions: ScoreDimension[];
  /** Names are parts of the rubric. */
  parts: { name: string; pictures: PicturesShown }[];
  /** What the protocol needs, whatever the definition says. */
  sampling: Pick<ChatRequest, "temperature" | "topP" | "maxTokens" | "topLogprobs">;
  /** Whether a reply that cannot be read is asked for again: pointless where the judge does not sample. */
  asksAgain: boolean;
  /** Throws a JuxtaError with the reason for a reply that is no answer. */
  read(choice: Choice): PartReading;
  combine(readings: Map<string, PartReading>): { values: Partial<Record<ScoreDimension, number>>; extra: Record<string, number> };
};

/** The reading of a part that was asked. */
export function requireReading(readings: Map<string, PartReading>, part: string): PartReading {
  const reading = readings.get(part);
  if (!reading) throw new Error(`Part ${part} was not asked.`);
  return reading;
}
