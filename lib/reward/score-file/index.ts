export { scoreFile, type ScoreFileProgress, type ScoreFileSummary } from "./score-file.ts";
export { lockFile } from "./lock-file.ts";
export type { ScoreLine } from "./score-line.ts";
