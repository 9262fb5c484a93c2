import { z } from "zod";
import { PEOPLE_FILTERS } from "../consensus/index.ts";
import { AGREEMENT_BANDS } from "../evaluation/agreement-band.ts";
import { DIMENSIONS } from "../project/index.ts";

/** `CLEAR` is A or B; `NONE` has no answer that counts. */
export const CONSENSUS_FILTERS = ["CLEAR", "A", "B", "TIE", "UNDECIDED", "NONE"] as const;
/** How a scorer stands to a clear consensus. */
export const SCORER_FILTERS = ["agrees", "disagrees", "equal", "missing"] as const;
/** Seen from the generator of the filter, against another one: comparisons in which at least one judgment was such; `met`: any that counts. */
export const OUTCOME_FILTERS = ["met", "won", "tied", "lost"] as const;
/** By judgments: none, any, at least two, all that are wanted, fewer than that, full and decided, full without a decisive answer; decided by a reviewer. */
export const STATE_FILTERS = ["unjudged", "judged", "twice", "full", "open", "decided", "ambiguous", "adjudicated"] as const;
export const COMPARISON_SORTS = ["item", "gap", "share", "judgments"] as const;

/** Which comparisons a list shows. Unknown values are left out, because they come from addresses that people edit. */
export const ComparisonFilter = z.object({
  dimension: z.enum(DIMENSIONS).optional().catch(undefined),
  people: z.enum(PEOPLE_FILTERS).default("all").catch("all"),
  consensus: z.enum(CONSENSUS_FILTERS).optional().catch(undefined),
  state: z.enum(STATE_FILTERS).optional().catch(undefined),
  scorer: z.uuid().optional().catch(undefined),
  scored: z.enum(SCORER_FILTERS).optional().catch(undefined),
  /** A second scorer version that does not agree with a clear consensus: it prefers the other, calls them equal, or has no score. */
  missedBy: z.uuid().optional().catch(undefined),
  generator: z.string().max(200).optional().catch(undefined),
  outcome: z.enum(OUTCOME_FILTERS).optional().catch(undefined),
  annotator: z.uuid().optional().catch(undefined),
  item: z.uuid().optional().catch(undefined),
  /** A task type, or `group:` and a group of EditReward-Bench's; `none` for items without one. */
  task: z.string().max(200).optional().catch(undefined),
  /** Beside `generator`: the other candidate is of this one. */
  against: z.string().max(200).optional().catch(undefined),
  /** Origins of the two candidates, each once, in order, joined by +; `any:` and one: either is of it. */
  origin: z.string().max(100).optional().catch(undefined),
  /** How far the judges agree: share of the leading answer. */
  band: z.enum(AGREEMENT_BANDS).optional().catch(undefined),
  /** Difference of the scores of the chosen scorer, whichever is higher: at least, and below. */
  gapFrom: z.coerce.number().optional().catch(undefined),
  gapTo: z.coerce.number().optional().catch(undefined),
  /** Exactly so many answers. */
  judges: z.coerce.number().int().min(0).max(10_000).optional().catch(undefined),
  sort: z.enum(COMPARISON_SORTS).default("item").catch("item"),
});
export type ComparisonFilter = z.output<typeof ComparisonFilter>;
