export { type MeasuredPool } from "./describe-pick.ts";
export { type ListedPick, listPicks, type PickList, type PickListInput } from "./list-picks.ts";
export { type HumanQuality, measureQuality } from "./measure-quality.ts";
export { type CandidatePick, pickCandidate, type Scored } from "./pick-candidate.ts";
export { PICK_OUTCOMES, PICK_SORTS, PickFilter, type PickOutcome } from "./pick-filter.ts";
