import { z } from "zod";
import { PEOPLE_FILTERS } from "../consensus/index.ts";
import { DIMENSIONS } from "../project/index.ts";

/**
 * How people see the scorer's pick: `best`: no judged candidate of the item has a higher win share; `missed`: another has;
 * `unjudged`: nobody judged the pick; `unscored`: there is no pick, because no candidate has a score.
 */
export const PICK_OUTCOMES = ["best", "missed", "unjudged", "unscored"] as const;
export type PickOutcome = (typeof PICK_OUTCOMES)[number];

/** By item name; by what the pick loses against the best, most first; by margin, least or most first. */
export const PICK_SORTS = ["item", "loss", "closest", "clearest"] as const;

const count = z.coerce.number().int().min(1).max(1_000);

/** What the page of picks shows. Unknown values are left out, because they come from addresses that people edit. */
export const PickFilter = z.object({
  dimension: z.enum(DIMENSIONS).optional().catch(undefined),
  people: z.enum(PEOPLE_FILTERS).default("all").catch("all"),
  scorer: z.uuid().optional().catch(undefined),
  outcome: z.enum(PICK_OUTCOMES).optional().catch(undefined),
  /** Only picks with the same score as the runner-up. */
  tied: z.literal("yes").optional().catch(undefined),
  /** The largest N of the curve. */
  most: count.optional().catch(undefined),
  /** A point of the curve: only the items behind it. */
  at: count.optional().catch(undefined),
  sort: z.enum(PICK_SORTS).optional().catch(undefined),
});
export type PickFilter = z.output<typeof PickFilter>;
