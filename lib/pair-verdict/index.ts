export { type ImportedPairVerdicts, importPairVerdicts } from "./import-pair-verdicts.ts";
export { type PairJudgeVerdicts, type PairJudgment, readPairVerdicts } from "./read-pair-verdicts.ts";
