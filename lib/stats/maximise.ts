import { factorise, solveFactored } from "./symmetric-matrix.ts";

/**
 * A concave function of a point. Returns its value; where `gradient` and `information` (minus the second derivatives, row
 * after row) are given, fills them, both zero before.
 */
export type ConcaveFunction = (point: Float64Array, gradient?: Float64Array, information?: Float64Array) => number;

export type Maximum = { point: Float64Array; value: number; information: Float64Array; stepCount: number; isConverged: boolean };

const STEPS = 200;
const HALVINGS = 60;
const CONVERGED = 1e-10;

/**
 * Newton's method: a step that lowers the value is halved until it does not, and the search ends when no coordinate moves by
 * 1e-10. `information` must be made definite by the function itself (see `pinLevel`). O(size³) a step.
 */
export function maximise(start: Float64Array, compute: ConcaveFunction): Maximum {
  const size = start.length;
  const point = Float64Array.from(start);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const evaluate = () => compute(point, gradient.fill(0), information.fill(0));
  let value = evaluate();
  for (let stepCount = 0; stepCount < STEPS; stepCount += 1) {
    const factor = factorise(information, size);
    if (!factor) return { point, value, information, stepCount, isConverged: false };
    const step = solveFactored(factor, size, Float64Array.from(gradient));
    const longest = step.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    const before = Float64Array.from(point);
    let share = 1;
    let next = -Infinity;
    for (let halving = 0; halving < HALVINGS; halving += 1, share /= 2) {
      for (let at = 0; at < size; at += 1) point[at] = before[at]! + share * step[at]!;
      next = compute(point);
      // Close to the maximum rounding hides the gain.
      if (next >= value - 1e-12 * (1 + Math.abs(value))) break;
    }
    value = evaluate();
    if (longest * share < CONVERGED) return { point, value, information, stepCount: stepCount + 1, isConverged: true };
  }
  return { point, value, information, stepCount: STEPS, isConverged: false };
}

/**
 * Strengths are known up to a common level. Adding a constant to every cell of their block makes the information definite and
 * leaves steps that sum to 0 as they are. `width` is the length of a row of `information`.
 */
export function pinLevel(information: Float64Array, size: number, width: number): number {
  let trace = 0;
  for (let at = 0; at < size; at += 1) trace += information[at * width + at]!;
  const pin = (trace > 0 ? trace / size : 1) / size;
  for (let row = 0; row < size; row += 1) for (let column = 0; column < size; column += 1) information[row * width + column]! += pin;
  return pin;
}

/** Shifts the first `size` values so that they sum to 0. */
export function centre(values: Float64Array, size: number = values.length): Float64Array {
  let sum = 0;
  for (let at = 0; at < size; at += 1) sum += values[at]!;
  for (let at = 0; at < size; at += 1) values[at]! -= sum / size;
  return values;
}
