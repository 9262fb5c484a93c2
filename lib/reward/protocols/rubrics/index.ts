export { DIGIT_RUBRIC } from "./digit-logprobs.ts";
export { FOUR_SCORES_RUBRIC } from "./four-scores.ts";
export { PAIRWISE_RUBRIC } from "./pairwise.ts";
export { VIESCORE_RUBRIC } from "./viescore.ts";
export { YES_NO_RUBRIC } from "./yes-no.ts";
