export { type ComparisonConsensus, computeConsensus, computeConsensusOfAll, type ConsensusOptions } from "./compute-consensus.ts";
export { hashDerived, type Rebuilt, rebuildProject } from "./rebuild.ts";
export { isFull } from "./is-full.ts";
export { settleManyUnits, settleUnits } from "./settle-units.ts";
export { PEOPLE_FILTERS, type PeopleFilter } from "./people-filter.ts";
export { computeScoreDifference, readScores, type ScoreTable } from "./read-scores.ts";
export { fitSoftLabels, type SoftLabel, type SoftLabels } from "./soft-labels.ts";
