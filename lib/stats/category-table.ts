/** Answers per unit and category: counts[unit·categoryCount + category]. */
export type CategoryTable = { unitCount: number; categoryCount: number; counts: Float64Array };

/** From answers as columns: `unit` 0..unitCount−1, `category` 0..categoryCount−1. O(answers). */
export function countCategories(unit: Int32Array, category: Uint8Array, unitCount: number, categoryCount: number): CategoryTable {
  const counts = new Float64Array(unitCount * categoryCount);
  for (let at = 0; at < unit.length; at += 1) counts[unit[at]! * categoryCount + category[at]!]! += 1;
  return { unitCount, categoryCount, counts };
}

/** From one row of counts a unit. */
export function toCategoryTable(rows: readonly (readonly number[])[], categoryCount: number = Math.max(0, ...rows.map((row) => row.length))): CategoryTable {
  const counts = new Float64Array(rows.length * categoryCount);
  for (const [unit, row] of rows.entries()) counts.set(row, unit * categoryCount);
  return { unitCount: rows.length, categoryCount, counts };
}
