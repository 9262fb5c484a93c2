import type { Rubric } from "../rubric.ts";
import { MEANING, ONE_PICTURE, REQUEST, TWO_PICTURES } from "./shared-words.ts";

const SCALE = "0 is a complete failure, 1 very poor, 2 poor, 3 acceptable, 4 good, 5 flawless.";
const ANSWER = "Answer with one digit from 0 to 5 and nothing else.";

const compare = (question: string) => `${TWO_PICTURES}\n\n${question}\n${SCALE}\n\n${REQUEST}\n\n${ANSWER}`;

/** One digit for each dimension; its log-probabilities are the score. */
export const DIGIT_RUBRIC: Rubric = {
  name: "digit_logprobs",
  revision: 1,
  parts: {
    prompt_following: compare(MEANING.prompt_following),
    consistency: compare(MEANING.consistency),
    visual_quality: `${ONE_PICTURE}\n\n${MEANING.visual_quality}\n${SCALE}\n\n${ANSWER}`,
    overall: compare(MEANING.overall),
  },
};
