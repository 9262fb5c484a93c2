import type { Rubric } from "../rubric.ts";
import { MEANING, REQUEST, TWO_PICTURES } from "./shared-words.ts";

const QUESTIONS = [
  "Give four scores from 0 to 10; more is always better.",
  `edit_success: ${MEANING.prompt_following}`,
  `overedit: ${MEANING.consistency} 10 means that nothing was changed that should have stayed.`,
  "naturalness: Do light, shadows, perspective and materials of the edited picture fit together?",
  "artifacts: Is the edited picture free of seams, smears, ghosts, broken faces, hands or text, and noise? 10 means that there are none.",
].join("\n");

const ANSWER =
  'Reply with one JSON object and nothing else: {"reasoning": "two short sentences", "edit_success": n, "overedit": n, "naturalness": n, "artifacts": n}.';

/** One request with four sub-scores; `REFERENCE` is the same with a third picture that shows the wanted result. */
export const FOUR_SCORES_RUBRIC: Rubric = {
  name: "four_scores",
  revision: 1,
  parts: {
    ALL: [TWO_PICTURES, QUESTIONS, REQUEST, ANSWER].join("\n\n"),
    REFERENCE: [
      `${TWO_PICTURES} The third picture is a known good result of the same request: other results can be as good, but take it as the measure of what was meant.`,
      QUESTIONS,
      REQUEST,
      ANSWER,
    ].join("\n\n"),
  },
};
