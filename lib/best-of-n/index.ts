export { type MeasuredPool } from "./describe-pick.ts";
export { type ListedPick, listPicks, type PickList, type PickListInput } from "./list-picks.ts";
export { type HumanQuality, measureQuality } from "./measure-quality.ts";
export { type CandidatePick, pickCandidate, type Scored } from "./pick-candidate.ts";
export { PICK_OUTCOMES, PICK_SORTS, PickFilter, type PickOutcome } from "./pick-filter.ts";
export { pickForProject, type ProjectPick, type ProjectPicks } from "./pick-for-project.ts";
export { FILE_DIMENSIONS, type FileDimension, type FilePick, type FilePicks, pickFromFiles } from "./pick-from-files.ts";
export { type PickLine, toPickLine } from "./pick-line.ts";
