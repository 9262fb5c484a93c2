export { type ImportedPairVerdicts, importPairVerdicts } from "./import-pair-verdicts.ts";
export { readPairVerdicts } from "./read-pair-verdicts.ts";
