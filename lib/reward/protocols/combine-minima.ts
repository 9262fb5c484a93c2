/** Both minima 0..10 and the root of their product, 0..10. */
export type Minima = { semantic: number; perceptual: number; overall: number };

/**
 * What VIEScore and EARL make of sub-scores on 0..10: the least of the semantic ones, the least of the perceptual ones,
 * and √(semantic · perceptual). Null for an empty list or a value outside 0..10. Example: (8, 5) and (7, 9) give 5, 7, 5.916.
 */
export function combineMinima(semantic: readonly number[], perceptual: readonly number[]): Minima | null {
  const values = [...semantic, ...perceptual];
  if (semantic.length === 0 || perceptual.length === 0 || !values.every((value) => value >= 0 && value <= 10)) return null;
  const least = { semantic: Math.min(...semantic), perceptual: Math.min(...perceptual) };
  return { ...least, overall: Math.sqrt(least.semantic * least.perceptual) };
}
