import { expect, test } from "vitest";
import { isFull } from "#lib/consensus/index.ts";

const counts = { a: 0, b: 0, tie: 0, bothBad: 0, skip: 0 };

test.each([
  ["a pair that is asked on stays open beyond the overlap", { n: 3, counts, unitState: "OPEN", unitJudgmentCount: 3 }, "all", false],
  ["an ambiguous pair wants no more", { n: 4, counts, unitState: "AMBIGUOUS", unitJudgmentCount: 4 }, "all", true],
  ["a pair with skips alone may be complete", { n: 0, counts: { ...counts, skip: 2 }, unitState: "COMPLETE", unitJudgmentCount: 2 }, "all", true],
  ["a pair that rankings speak of has no judgments of its own", { n: 2, counts, unitState: "OPEN", unitJudgmentCount: 0 }, "all", true],
  ["nor is it full below the overlap", { n: 1, counts, unitState: "OPEN", unitJudgmentCount: 0 }, "all", false],
  ["of some people alone the overlap counts", { n: 1, counts, unitState: "COMPLETE", unitJudgmentCount: 2 }, "people", false],
  ["and it counts for them while others are asked on", { n: 2, counts, unitState: "OPEN", unitJudgmentCount: 3 }, "people", true],
] as const)("%s", (_name, judged, people, expected) => {
  expect(isFull(judged, 2, people)).toBe(expected);
});
