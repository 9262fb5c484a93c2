import type { ComparisonConsensus } from "./compute-consensus.ts";
import type { PeopleFilter } from "./people-filter.ts";

type Judged = Pick<ComparisonConsensus, "n" | "counts" | "unitState" | "unitJudgmentCount">;

/**
 * Whether a comparison has the judgments that it wants. Its unit says so where everybody is counted; some of the people, and
 * answers that follow from rankings beyond those to the pair itself, are held against the overlap.
 */
export function isFull({ n, counts, unitState, unitJudgmentCount }: Judged, overlap: number, people: PeopleFilter = "all"): boolean {
  const judged = n + counts.skip;
  if (people !== "all" || judged > unitJudgmentCount) return judged >= overlap;
  return unitState !== "OPEN";
}
