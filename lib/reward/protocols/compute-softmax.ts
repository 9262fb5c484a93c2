/**
 * Shares that sum to 1 from logits or log-probabilities (natural logarithm, any common offset). −Infinity stands for an
 * option that cannot be; null when every option is like that, or when a value is not a number or is +Infinity.
 */
export function computeSoftmax(logits: readonly number[]): number[] | null {
  const most = Math.max(...logits);
  if (!Number.isFinite(most) || logits.some(Number.isNaN)) return null;
  const weights = logits.map((logit) => Math.exp(logit - most));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}
