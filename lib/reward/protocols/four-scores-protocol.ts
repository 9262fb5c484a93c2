import { JuxtaError } from "../../errors.ts";
import { combineFourScores, type Formula, FOUR_SCORES } from "./combine-four-scores.ts";
import { type PartReading, type Protocol, requireReading } from "./protocol.ts";
import { readJsonReply, readReasoning, requireScore } from "./read-json-reply.ts";
import type { Choice } from "./read-option-logprobs.ts";
import { FOUR_SCORES_RUBRIC } from "./rubrics/index.ts";

const RANGE = 10;

function readFourScores(choice: Choice): PartReading {
  const { value, repaired } = readJsonReply(choice.text);
  const numbers = Object.fromEntries(FOUR_SCORES.map((name) => [name, requireScore(value[name], name, RANGE)]));
  return { numbers, reasoning: readReasoning(value), repaired };
}

/** Four sub-scores in one reply and one number of them by `formula`. With `usesReference` the judge also sees a known good result. */
export function makeFourScoresProtocol(options: { formula: Formula; usesReference: boolean }): Protocol {
  const part = options.usesReference ? "REFERENCE" : "ALL";
  return {
    rubric: FOUR_SCORES_RUBRIC,
    dimensions: ["prompt_following", "consistency", "visual_quality", "overall"],
    parts: [{ name: part, pictures: options.usesReference ? "reference" : "both" }],
    sampling: {},
    asksAgain: true,
    read: readFourScores,
    combine: (readings) => {
      const { edit_success = Number.NaN, overedit = Number.NaN, naturalness = Number.NaN, artifacts = Number.NaN } = requireReading(readings, part).numbers;
      const combined = combineFourScores({ edit_success, overedit, naturalness, artifacts }, options.formula);
      if (!combined) throw new JuxtaError("score_not_finite", "The judge's scores give no number.", { status: 502 });
      return {
        values: { prompt_following: edit_success, consistency: overedit, visual_quality: combined.perceptual, overall: combined.overall },
        extra: { edit_success, overedit, naturalness, artifacts, semantic: combined.semantic, perceptual: combined.perceptual },
      };
    },
  };
}
