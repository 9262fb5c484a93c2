import { readFileSync } from "node:fs";

export type MeasureFixture = { name: string; method: string; source: string; input: unknown; expected: Record<string, unknown>; /** Absolute; by key of `expected`, else `default`. */ tolerance: number | Record<string, number> };

/** Published and worked values of every measure, in the shapes that `juxta stats` reads; each names where it comes from. */
export const measureFixtures = JSON.parse(readFileSync(new URL("../fixtures/measures.json", import.meta.url), "utf8")) as MeasureFixture[];

/** Where two values differ by more than the tolerance, as paths; numbers by size, everything else exactly. Keys that are not expected are free. */
export function findDifferences(expected: unknown, actual: unknown, tolerance: number, path = ""): string[] {
  if (typeof expected === "number") return typeof actual === "number" && Math.abs(actual - expected) <= tolerance ? [] : [`${path}: ${String(actual)} instead of ${expected}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [`${path}: ${JSON.stringify(actual)} instead of ${expected.length} entries`];
    return expected.flatMap((value, at) => findDifferences(value, actual[at], tolerance, `${path}[${at}]`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return [`${path}: ${String(actual)} instead of an object`];
    return Object.entries(expected).flatMap(([key, value]) => findDifferences(value, (actual as Record<string, unknown>)[key], tolerance, `${path}.${key}`));
  }
  return expected === actual ? [] : [`${path}: ${String(actual)} instead of ${String(expected)}`];
}

const DEFAULT_TOLERANCE = 1e-9;

/** All differences of a computed document from what a fixture expects, at its tolerances. */
export function compareWithFixture({ expected, tolerance }: MeasureFixture, actual: unknown): string[] {
  const toleranceOf = (key: string) => (typeof tolerance === "number" ? tolerance : (tolerance[key] ?? tolerance.default ?? DEFAULT_TOLERANCE));
  return Object.entries(expected).flatMap(([key, value]) => findDifferences(value, (actual as Record<string, unknown>)[key], toleranceOf(key), key));
}
