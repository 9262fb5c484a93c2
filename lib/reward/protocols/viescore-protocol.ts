import { JuxtaError } from "../../errors.ts";
import { combineMinima } from "./combine-minima.ts";
import { type PartReading, type Protocol, requireReading } from "./protocol.ts";
import { readJsonReply, readReasoning, requireScore } from "./read-json-reply.ts";
import type { Choice } from "./read-option-logprobs.ts";
import { VIESCORE_RUBRIC } from "./rubrics/index.ts";

const RANGE = 10;

function readTwoScores(choice: Choice): PartReading {
  const { value, repaired } = readJsonReply(choice.text);
  if (!Array.isArray(value.score) || value.score.length !== 2) throw new JuxtaError("judge_reply_unreadable", "The judge's reply has no list of two scores.", { status: 502 });
  const [first, second] = value.score.map((score: unknown, index) => requireScore(score, `score ${index + 1}`, RANGE));
  return { numbers: { first: first ?? Number.NaN, second: second ?? Number.NaN }, reasoning: readReasoning(value), repaired };
}

function twoScores(readings: Map<string, PartReading>, part: string): [number, number] {
  const { first = Number.NaN, second = Number.NaN } = requireReading(readings, part).numbers;
  return [first, second];
}

/** VIEScore: semantic scores see source and edit, perceptual ones the edit alone; overall is √(min SC · min PQ), all 0..10. */
export const VIESCORE_PROTOCOL: Protocol = {
  rubric: VIESCORE_RUBRIC,
  dimensions: ["prompt_following", "consistency", "visual_quality", "overall"],
  parts: [
    { name: "SC", pictures: "both" },
    { name: "PQ", pictures: "edit" },
  ],
  sampling: {},
  asksAgain: true,
  read: readTwoScores,
  combine: (readings) => {
    const [semantic, perceptual] = [twoScores(readings, "SC"), twoScores(readings, "PQ")];
    const minima = combineMinima(semantic, perceptual);
    if (!minima) throw new JuxtaError("score_not_finite", "The judge's scores give no number.", { status: 502 });
    return {
      values: { prompt_following: semantic[0], consistency: semantic[1], visual_quality: minima.perceptual, overall: minima.overall },
      extra: { semantic: minima.semantic, naturalness: perceptual[0], artifacts: perceptual[1] },
    };
  },
};
