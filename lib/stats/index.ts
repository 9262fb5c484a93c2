export { type Accuracy, computeAccuracy, computeMacroAccuracy, isScoredRight, type ScoredPair } from "./accuracy.ts";
export { type CategoryCounts, computeKrippendorffAlpha, computePercentAgreement, computeUnitAgreement } from "./agreement.ts";
export { bootstrapRatio, type BootstrapOptions, computeQuantile, type RatioEstimate, type RatioObservation, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
export { type CeilingCounts, computeHumanCeiling, computeLeaveOneOut, creditAgainst } from "./human-ceiling.ts";
export { CONFIDENCE, type Interval, Z_95 } from "./interval.ts";
export { type Consensus, computePlurality, type Plurality, type VerdictCounts } from "./plurality.ts";
export { computeWilsonInterval } from "./wilson-interval.ts";
