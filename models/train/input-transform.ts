import { dot, findPrincipalAxes } from "../../lib/stats/index.ts";
import type { Example } from "./example.ts";

/** Values further from the mean than this many deviations are held there, so that an odd picture cannot run away. */
export const LIMIT = 4;

/** What turns features into the network's inputs; fitted on training examples alone. */
export type InputTransform = {
  plainMean: Float64Array;
  plainDeviation: Float64Array;
  pooledMean: Float64Array;
  /** One row of pooled length per component, scaled so that each component has deviation 1 in training. */
  components: Float64Array[];
};

function meanAndDeviation(rows: readonly Float32Array[]): { mean: Float64Array; deviation: Float64Array } {
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const row of rows) for (let at = 0; at < width; at += 1) mean[at]! += row[at]! / rows.length;
  for (const row of rows) for (let at = 0; at < width; at += 1) deviation[at]! += (row[at]! - mean[at]!) ** 2 / rows.length;
  return { mean, deviation: deviation.map((value) => Math.sqrt(value)) };
}

/** Fits means, deviations and `componentCount` principal components of the pooled trunk features. */
export function fitInputTransform(examples: readonly Example[], componentCount: number, seed: number): InputTransform {
  const plain = meanAndDeviation(examples.map((example) => example.plain));
  const pooled = meanAndDeviation(examples.map((example) => example.pooled));
  const scale = pooled.deviation.map((value) => (value < 1e-5 ? 0 : 1 / value));
  const rows = componentCount === 0 ? [] : examples.map(({ pooled: row }) => Float64Array.from(row, (value, at) => (value - pooled.mean[at]!) * scale[at]!));
  const components = componentCount === 0 ? [] : findPrincipalAxes(rows, componentCount, seed);
  const scaled = components.map((axis) => {
    const deviation = Math.sqrt(rows.reduce((sum, row) => sum + dot(row, axis) ** 2, 0) / rows.length) || 1;
    return axis.map((value, at) => (value * scale[at]!) / deviation);
  });
  return { plainMean: plain.mean, plainDeviation: plain.deviation.map((value) => (value < 1e-5 ? 1 : value)), pooledMean: pooled.mean, components: scaled };
}

const held = (value: number) => Math.min(LIMIT, Math.max(-LIMIT, value));

/** The network's inputs for one example: standardised plain features, then components. */
export function transformInputs({ plainMean, plainDeviation, pooledMean, components }: InputTransform, { plain, pooled }: Pick<Example, "plain" | "pooled">): Float64Array {
  const inputs = new Float64Array(plain.length + components.length);
  for (let at = 0; at < plain.length; at += 1) inputs[at] = held((plain[at]! - plainMean[at]!) / plainDeviation[at]!);
  for (const [index, axis] of components.entries()) {
    let sum = 0;
    for (let at = 0; at < axis.length; at += 1) sum += (pooled[at]! - pooledMean[at]!) * axis[at]!;
    inputs[plain.length + index] = held(sum);
  }
  return inputs;
}
