import type { Rubric } from "../rubric.ts";
import { MEANING, ONE_PICTURE, REQUEST, TWO_PICTURES } from "./shared-words.ts";

const ANSWER = 'Reply with one JSON object and nothing else: {"reasoning": "two short sentences", "score": [a, b]}. Both scores are numbers from 0 to 10.';

/** Two requests, SC and PQ, each answered with two scores from 0 to 10. */
export const VIESCORE_RUBRIC: Rubric = {
  name: "viescore",
  revision: 1,
  parts: {
    SC: [
      TWO_PICTURES,
      `Give two scores.\na: ${MEANING.prompt_following} 0 when nothing of it was done, 10 when all of it was.\nb: ${MEANING.consistency} 0 when it is another picture, 10 when only what was asked for has changed.`,
      REQUEST,
      ANSWER,
    ].join("\n\n"),
    PQ: [
      ONE_PICTURE,
      "Give two scores.\na: How natural is it: light, shadows, perspective, distances, materials? 0 when nothing fits, 10 when it could be a photograph or a finished drawing.\n" +
        "b: How free is it of artefacts: seams, smears, ghosts, broken faces, hands or text, noise? 0 when they are everywhere, 10 when there are none.",
      ANSWER,
    ].join("\n\n"),
  },
};
