/**
 * A judge's number on 0..`range` as 0..10. Null when it is no number or outside its range: a judge that leaves its scale
 * did not use it. Example: 25 of 25 gives 10, 26 of 25 gives null.
 */
export function scaleScore(value: number, range: number): number | null {
  return value >= 0 && value <= range ? value / (range / 10) : null;
}
