import { withoutDetector } from "./baselines.ts";
import { crossValidate } from "./choose-settings.ts";
import { compareRankings, type PairAccuracy } from "./evaluate-scores.ts";
import { DIMENSIONS, type Example } from "./example.ts";
import { compareMatched, isMatched, kindOf } from "./matched-pairs.ts";
import type { HeadSettings } from "./train-head.ts";

/** What the detector adds, in share of pairs: mixed edits, edits of matched size, and wrong objects among these. */
export type DetectorGain = { mixed: PairAccuracy; matched: PairAccuracy; wrongObject: PairAccuracy };

/**
 * Whether the detector is worth its bytes, by three-fold cross-validation over the training photographs: there are more of
 * them than of held-out ones, and the choice to ship it must not be made on the test.
 */
export function measureDetectorGain(training: readonly Example[], settings: HeadSettings, seed: number): DetectorGain {
  const rank = crossValidate(training, settings, seed);
  const blind = crossValidate(training.map(withoutDetector), settings, seed);
  const mixed = training.filter((example) => !isMatched(example));
  const objects = training.filter((example) => example.generator === "hard-good" || kindOf(example) === "wrong_object");
  return { mixed: compareRankings(mixed, rank, blind, DIMENSIONS.indexOf("overall")), matched: compareMatched(training, rank, blind), wrongObject: compareMatched(objects, rank, blind) };
}
