import { z } from "zod";
import { PEOPLE_FILTERS } from "../consensus/people-filter.ts";
import { DIMENSIONS } from "../project/schemas.ts";

/** The seed of every draw, so that the same judgments give the same head and the same figures. */
export const LEARN_SEED = 20_260_307;

/** What a run learns with, as it is stored. */
export const LearnSettings = z.object({
  /** In the order of the form. */
  dimensions: z.array(z.enum(DIMENSIONS)).min(1),
  /** Scorers whose outputs are stacked. */
  scorerVersionIds: z.array(z.uuid()).max(8),
  people: z.enum(PEOPLE_FILTERS),
  /** The control: who said what is drawn anew, so that there is nothing to learn. */
  shuffleLabels: z.boolean(),
  seed: z.int(),
});
export type LearnSettings = z.infer<typeof LearnSettings>;

export const LEARN_STATES = ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"] as const;
export type LearnState = (typeof LEARN_STATES)[number];
