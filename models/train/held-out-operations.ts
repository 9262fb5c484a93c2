import { HARD_KINDS, type HardKind } from "../../lib/perturbation/index.ts";
import type { PairAccuracy } from "./evaluate-scores.ts";
import type { Example } from "./example.ts";
import { evaluateByKind, kindOf } from "./matched-pairs.ts";
import { applyHead, type HeadSettings, trainHead } from "./train-head.ts";

/** What the same fault is called among the other generated edits. */
const FAULTS: Record<HardKind, string> = { wrong_object: "wrong_object", wrong_place: "wrong_place", wrong_count: "wrong_count", wrong_colour: "wrong_colour", half_done: "half_done", collateral: "over_edit", artefact: "artefact" };

/**
 * For each kind of fault: a head that saw no example of it, of matched size or not, measured on that kind alone, on
 * photographs that it did not see either.
 */
export function evaluateHeldOutOperations(training: readonly Example[], test: readonly Example[], settings: HeadSettings, seed: number): Record<string, PairAccuracy> {
  return Object.fromEntries(
    HARD_KINDS.map((kind) => {
      const head = trainHead(training.filter((example) => kindOf(example) !== kind && example.fault !== FAULTS[kind]), settings, seed);
      return [kind, evaluateByKind(test, (example) => applyHead(head, example))[kind]!];
    }),
  );
}
