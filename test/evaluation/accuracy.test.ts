import { describe, expect, it } from "vitest";
import { breakDown, buildBenchmarkTable, compareScorers, measureAccuracy, toAccuracyFigures, toBenchmarkFigures } from "#lib/evaluation/index.ts";
import { countVotes, createEvidenceBuilder, type Evidence } from "#lib/evidence/index.ts";
import { toLatex } from "#lib/figure-table/index.ts";
import { computeScorerAccuracy, drawClusters } from "#lib/stats/index.ts";
import { makeEvidence } from "../factories/evidence.ts";

type Row = { taskType: string; votes: number[]; scores: [number | null, number | null] };

/** One pair an item: verdicts [A, B, equal, both bad, skip] and the scores of A and B. */
function evidenceOf(rows: readonly Row[]): Evidence {
  const builder = createEvidenceBuilder(["overall"]);
  rows.forEach(({ taskType }, at) => builder.addItem({ id: `i${at}`, externalId: `i${at}`, taskType, clusterName: `s${at}` }));
  rows.forEach((_, at) => ["x", "y"].forEach((name) => builder.addCandidate({ id: `${at}${name}`, externalId: name, itemId: `i${at}`, generator: name, origin: name === "x" ? "generator" : "policy", changedShare: null, pixels: null, sharpness: null })));
  rows.forEach((_, at) => builder.addComparison({ id: `c${at}`, aId: `${at}x`, bId: `${at}y` }));
  builder.addScorer({ id: "s", name: "scorer", kind: "file", hash: "h", scale: [0, 10], passCount: 1, isAverageFirst: false });
  rows.forEach(({ votes, scores }, at) => {
    builder.tallyOf("overall")!.people.set(votes, at * 5);
    scores.forEach((value, side) => value !== null && builder.addScore({ scorerId: "s", candidateId: `${at}${side === 0 ? "x" : "y"}`, dimension: "overall", pass: 0, value }));
  });
  return builder.build();
}

const ROWS: Row[] = [
  { taskType: "subject-add", votes: [3, 0, 0, 0, 0], scores: [8, 2] },
  { taskType: "subject-add", votes: [0, 2, 1, 0, 0], scores: [7, 3] },
  { taskType: "subject-add", votes: [2, 0, 0, 0, 0], scores: [5, 5] },
  { taskType: "extract", votes: [0, 3, 0, 0, 0], scores: [1, 6] },
  { taskType: "own task", votes: [2, 1, 0, 0, 0], scores: [4, null] },
  { taskType: "extract", votes: [0, 0, 2, 1, 0], scores: [4, 4] },
  { taskType: "extract", votes: [1, 1, 0, 0, 0], scores: [9, 1] },
];
const measure = (evidence: Evidence) => {
  const drawing = drawClusters(evidence.clusterCount, { seed: 5, replicates: 200 });
  const votes = countVotes(evidence, "overall", { people: "all" });
  return { drawing, votes, measured: evidence.scorers.map((scorer) => measureAccuracy(evidence, votes, scorer, drawing)) };
};

describe("accuracy worked out by hand", () => {
  const evidence = evidenceOf(ROWS);
  const { measured, votes, drawing } = measure(evidence);
  const { accuracy } = measured[0]!;

  it("is strict, and half a point where scores are equal, pooled and over task types", () => {
    expect(accuracy.n).toBe(5);
    expect(accuracy.strict.pooled.value).toBeCloseTo(2 / 5, 12);
    expect(accuracy.strict.macro.value).toBeCloseTo((1 / 3 + 1 + 0) / 3, 12);
    expect(accuracy.halfCredit.pooled.value).toBeCloseTo(2.5 / 5, 12);
    expect(accuracy.halfCredit.macro.value).toBeCloseTo((1.5 / 3 + 1 + 0) / 3, 12);
    expect(accuracy).toMatchObject({ equalCount: 1, missingCount: 1, taskTypeCount: 3, clusterCount: 5, judgmentCount: 14, coverage: 6 / 7 });
  });

  it("is what lib/stats says of the same pairs", () => {
    const pairs = ROWS.map(({ votes: [a = 0, b = 0, tie = 0, bad = 0], scores, taskType }) => ({ human: (a > b && a > tie + bad ? 1 : b > a && b > tie + bad ? -1 : 0) as 1 | 0 | -1, difference: scores[0] === null || scores[1] === null ? null : scores[0] - scores[1], taskType }));
    const expected = computeScorerAccuracy(pairs);
    expect([accuracy.strict.macro.value, accuracy.strict.pooled.value, accuracy.halfCredit.macro.value, accuracy.halfCredit.pooled.value, accuracy.coverage]).toEqual([expected.strictMacro, expected.strictMicro, expected.halfCreditMacro, expected.halfCreditMicro, expected.coverage]);
  });

  it("has the ceiling of the same pairs, and its share of it", () => {
    expect(accuracy.ceiling.value).toBeCloseTo((1 + 1 + 1 + 1 + (0.5 + 0.5 + 0) / 3) / 5, 12);
    expect(accuracy.ratio.value).toBeCloseTo(accuracy.strict.pooled.value! / accuracy.ceiling.value!, 12);
  });

  it("stands in EditReward-Bench's layout by group, other task types in no column", () => {
    const table = buildBenchmarkTable(measured);
    const cell = (group: string) => table.rows[0]!.cells.find((own) => own.group === group && own.dimension === "overall");
    expect(cell("overall")).toMatchObject({ value: (1 / 3 + 1) / 2, taskTypeCount: 2, n: 4 });
    expect(cell("subject")).toMatchObject({ value: 1 / 3, taskTypeCount: 1, n: 3 });
    expect(cell("scene")).toMatchObject({ value: 1, n: 1 });
    expect(cell("advanced")).toMatchObject({ value: null, n: 0 });
    expect(table.otherTaskTypes).toEqual(["own task"]);
    expect(table.rows[0]!.cells.filter(({ dimension }) => dimension !== "overall").every(({ value }) => value === null)).toBe(true);
    const latex = toLatex(toBenchmarkFigures(table, true));
    expect(latex).toContain("own task");
    expect(latex).toContain("GPT-5");
  });

  it("breaks down into groups whose pairs are all clear pairs, once each", () => {
    const { by, groups } = breakDown(evidence, votes, measured[0]!, drawing);
    for (const rows of Object.values(by)) expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(5);
    expect(by.taskGroup.map(({ key, n }) => [key, n])).toEqual([["subject", 3], ["scene", 1], ["other", 1]]);
    expect(by.agreement.map(({ key, n }) => [key, n])).toEqual([["unanimous", 3], ["small", 2]]);
    expect(by.judges.map(({ key, n }) => [key, n])).toEqual([["2", 1], ["3", 4]]);
    expect(by.origin).toMatchObject([{ key: "generator+policy", n: 5 }]);
    expect(by.generators).toMatchObject([{ key: '["x","y"]', n: 5, strict: { value: 2 / 5 } }]);
    expect(groups[0]).toMatchObject({ candidates: 2, n: 5, whole: { value: 2 / 5 }, pairs: { value: 2 / 5 } });
    expect(groups[1]).toMatchObject({ candidates: 3, n: 0, whole: { value: null } });
  });
});

describe("accuracy of many pairs", () => {
  const plan = { items: 120, generators: ["a", "b", "c"], annotators: 5, judgmentsPerComparison: 3, scorers: [{ name: "good", passes: 1, noise: 0.3 }, { name: "bad", passes: 1, noise: 30 }, { name: "same", passes: 1, noise: 0.3 }], seed: 21 };
  const { evidence } = makeEvidence(plan);
  const { measured, votes } = measure(evidence);

  it("ranks a good scorer above a bad one, and is sure of it", () => {
    const rows = compareScorers(evidence, votes, measured);
    expect(rows.map(({ first, second }) => [first, second])).toEqual([["good", "bad"], ["good", "same"], ["bad", "same"]]);
    const [sure, unsure] = rows;
    expect(sure!.pooled!.difference).toBeGreaterThan(0.2);
    expect(sure!.pooled!.interval!.low).toBeGreaterThan(0);
    expect(sure!.adjustedP).toBeLessThan(0.05);
    expect(sure!.permutation.p).toBeLessThan(0.05);
    expect(sure!.adjustedP).toBeGreaterThanOrEqual(sure!.pooled!.p!);
    expect(unsure!.adjustedP).toBeGreaterThan(0.05);
  });

  it("holds every figure inside its interval, and the tie-calibrated one above chance", () => {
    for (const { accuracy } of measured) {
      for (const { value, interval } of [accuracy.strict.macro, accuracy.strict.pooled, accuracy.halfCredit.pooled, accuracy.tieCalibrated, accuracy.ceiling, accuracy.ratio]) {
        expect(interval!.low).toBeLessThanOrEqual(value!);
        expect(interval!.high).toBeGreaterThanOrEqual(value!);
      }
    }
    expect(measured[0]!.accuracy.tieCalibrated.value).toBeGreaterThan(measured[1]!.accuracy.tieCalibrated.value!);
    expect(toAccuracyFigures(measured.map(({ accuracy }) => accuracy)).rows).toHaveLength(3);
  });

  it("does not depend on which candidate is A, nor on scale", () => {
    const { comparisons, tallies, scorers } = evidence;
    const turned: Evidence = {
      ...evidence,
      comparisons: { ...comparisons, a: comparisons.b, b: comparisons.a },
      tallies: new Map([...tallies].map(([dimension, tally]) => [dimension, { ...tally, people: tally.people.map((_, at) => (at % 5 === 0 ? tally.people[at + 1]! : at % 5 === 1 ? tally.people[at - 1]! : tally.people[at]!)) }])),
      scorers: scorers.map((scorer) => ({ ...scorer, scores: new Map([...scorer.scores].map(([dimension, column]) => [dimension, column.map((value) => value * 2 - 1)])) })),
    };
    const other = measure(turned).measured;
    expect(other.map(({ accuracy }) => [accuracy.strict, accuracy.halfCredit, accuracy.ceiling, accuracy.tieCalibrated.value])).toEqual(measured.map(({ accuracy }) => [accuracy.strict, accuracy.halfCredit, accuracy.ceiling, accuracy.tieCalibrated.value]));
  });

  it("stays what it is when every source picture is there twice under its own name", () => {
    const twice: Evidence = { ...evidence, items: evidence.items.map((item) => ({ ...item, cluster: item.cluster % 60 })), clusterCount: 60 };
    const { measured: fewer } = measure(twice);
    expect(fewer[0]!.accuracy.strict.pooled.value).toBe(measured[0]!.accuracy.strict.pooled.value);
    expect(fewer[0]!.accuracy.clusterCount).toBeLessThanOrEqual(60);
  });
});
