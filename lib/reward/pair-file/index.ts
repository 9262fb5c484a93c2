export { judgePairFile, type PairFileProgress, type PairFileSummary } from "./judge-pair-file.ts";
export type { PairLine } from "./pair-line.ts";
