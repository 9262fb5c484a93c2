export { claimLeases, JUDGING_ROLES, type Lease } from "./claim-comparison.ts";
export { claimForJudging, type JudgingBatch, type JudgingView, type ShownEdit, type ShownPicture } from "./judging-view.ts";
export { releaseLease, renewLeases } from "./lease.ts";
export { getOwnProgress, type OwnProgress } from "./own-judgments.ts";
export { RELEASE_REASONS, SIDE_VERDICTS, type SideVerdict, type SideVerdictValue, SubmitJudgmentInput } from "./schemas.ts";
export { type StoredAnswer, submitJudgment } from "./submit-judgment.ts";
