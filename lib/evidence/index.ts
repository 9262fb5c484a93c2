export { createEvidenceBuilder, type EvidenceBuilder } from "./build-evidence.ts";
export { CONSENSUS_CODE, countVotes, type EvidenceFilter, keepComparisons, type Votes } from "./count-votes.ts";
export { type ComparisonColumns, type Evidence, type EvidenceAnnotator, type EvidenceCandidate, type EvidenceItem, type JudgmentColumns, type PairJudgeVerdicts, type PairJudgment, type ScorerColumns, type Tally, VERDICT_ORDER } from "./evidence.ts";
export { loadEvidence, type LoadedEvidence, openEvidence } from "./load-evidence.ts";
export { readProjectEvidence } from "./read-project-evidence.ts";
export { readProjectJudgments, toJudgmentColumns } from "./read-project-judgments.ts";
export { withoutAnnotator } from "./without-annotator.ts";
export { takeDifferences, takeScores } from "./score-column.ts";
export { type EvidenceFiles, readFileEvidence } from "./file/read-file-evidence.ts";
