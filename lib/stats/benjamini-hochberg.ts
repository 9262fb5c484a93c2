/**
 * Benjamini and Hochberg's q-values (1995, J. R. Stat. Soc. B 57, 289-300): with m p-values sorted upwards,
 * q_(i) = min over j ≥ i of p_(j)·m/j, at most 1. Calling all with q < 0.01 positive keeps the expected share of false ones
 * below 1 %. In the order of the input; null stays null and does not count in m. Example: 0.01, 0.04, 0.03 give 0.03, 0.04, 0.04.
 */
export function computeBenjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const known = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((first, second) => second.p - first.p);
  const qValues: (number | null)[] = pValues.map(() => null);
  let smallest = 1;
  for (const [position, { p, index }] of known.entries()) {
    smallest = Math.min(smallest, p * (known.length / (known.length - position)));
    qValues[index] = smallest;
  }
  return qValues;
}
