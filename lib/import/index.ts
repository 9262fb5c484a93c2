export { createImport, createUploadedImport, MAX_UPLOAD_BYTES } from "./create-import.ts";
export { getImport, type ImportState, listImportProblems, listImports, streamImportProblems } from "./get-import.ts";
export { getWorkProgress, type WorkProgress } from "./get-work-progress.ts";
export type { LineProblem } from "./item-line.ts";
export { prepareItem } from "./prepare-item.ts";
export { type ImportProgress, runImport } from "./run-import.ts";
