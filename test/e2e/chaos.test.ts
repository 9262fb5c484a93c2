import { expect, test } from "vitest";
import { planKills, runChaos } from "../load/chaos/run.ts";

const SEED = 20_261;

test("kills of web server, worker and database, and replies cut after the commit, lose and double nothing", async () => {
  const result = await runChaos({ operations: 2_000, kills: 6, annotators: 24, cuts: 100, seed: SEED });
  const faulty = Object.entries(result.faults).filter(([, count]) => count !== 0);
  expect(faulty, JSON.stringify(result)).toEqual([]);
  expect(Object.values(result.killed).every((count) => count > 0)).toBe(true);
  expect(result.claims + result.submits).toBeGreaterThanOrEqual(2_000);
  expect(result.cuts).toMatchObject({ cut: 100, sameAnswer: 100 });
});

test("the same seed kills the same processes at the same operations", () => {
  const options = { operations: 100_000, kills: 60, seed: SEED };
  expect(planKills(options)).toEqual(planKills(options));
  expect(planKills(options).flatMap(({ victims }) => victims)).toHaveLength(60);
  expect(planKills({ ...options, seed: SEED + 1 })).not.toEqual(planKills(options));
});
