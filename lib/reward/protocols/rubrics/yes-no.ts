import type { Rubric } from "../rubric.ts";
import { MEANING, ONE_PICTURE, REQUEST, TWO_PICTURES } from "./shared-words.ts";

const ANSWER = "Answer with Yes or No and nothing else. Where it is only partly so, answer No.";

const compare = (question: string) => `${TWO_PICTURES}\n\n${question}\n\n${REQUEST}\n\n${ANSWER}`;

/** One question for each dimension; the probability of Yes is the score. */
export const YES_NO_RUBRIC: Rubric = {
  name: "yes_no",
  revision: 1,
  parts: {
    prompt_following: compare(MEANING.prompt_following),
    consistency: compare(MEANING.consistency),
    visual_quality: `${ONE_PICTURE}\n\n${MEANING.visual_quality}\n\n${ANSWER}`,
    overall: compare("Is this a good edit: carried out as asked, nothing else changed, and the result looks right?"),
  },
};
