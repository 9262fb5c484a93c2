import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/db.ts";
import { BREAKDOWNS } from "#lib/evaluation/index.ts";
import { ComparisonFilter, computeReport, filterOfBreakdown, listComparisons, type Report } from "#lib/report/index.ts";
import { registerScorer, writeScores } from "#lib/scorer/index.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { type JudgedProject, makeJudgedProject } from "./judged-project.ts";

let database: TestDatabase;
let judged: JudgedProject;
let report: Report;
beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
  report = await computeReport("operator", judged.project.slug, { isWhole: true });
});
afterAll(() => database.drop());

const count = async (filter: Partial<ComparisonFilter>) => (await listComparisons("operator", judged.project, { filter: ComparisonFilter.parse(filter), page: 1, pageSize: 1 })).total;

test("behind every row of every breakdown stand as many comparisons as it counts", async () => {
  for (const { scorer, dimension, breakdown } of report.details) {
    for (const name of BREAKDOWNS) {
      for (const { key, n } of breakdown.by[name]) {
        const filter = filterOfBreakdown(name, key);
        if (filter) expect([name, key, await count({ dimension, scorer: scorer.id, consensus: "CLEAR", ...filter })]).toEqual([name, key, n]);
      }
    }
  }
  expect(report.details.flatMap(({ breakdown }) => breakdown.by.taskType).length).toBeGreaterThan(2);
});

test("so it is behind accuracies, agreement, consensus and disagreements", async () => {
  for (const row of report.scorers) {
    const own = { dimension: row.dimension, scorer: row.scorerId };
    expect(await count({ ...own, consensus: "CLEAR" })).toBe(row.n);
    expect(await count({ ...own, scored: "equal" })).toBe(row.equalCount);
    expect(await count({ ...own, scored: "missing" })).toBe(row.missingCount);
    if (row.strict.pooled.value !== null) expect(await count({ ...own, scored: "agrees" })).toBeCloseTo(row.strict.pooled.value * row.n, 9);
  }
  for (const row of [...report.agreement.overall, ...report.agreement.byTaskType]) expect(await count({ dimension: row.dimension, state: "twice", ...(row.taskType === undefined ? {} : { task: row.taskType ?? "none" }) })).toBe(row.pairedCount);
  for (const { dimension, a, b, tie, undecided } of report.consensus) expect([await count({ dimension, consensus: "CLEAR" }), await count({ dimension, consensus: "TIE" }), await count({ dimension, consensus: "UNDECIDED" })]).toEqual([a + b, tie, undecided]);
  expect(await count({ dimension: "overall", scored: "disagrees" })).toBe(report.disagreements.total);
});

test("what two scorers differ in is listed pair by pair", async () => {
  // Consensus: 1 and 7 alpha, 3 beta, 2 undecided. The first is right in 1 alone (3 equal, 7 wrong); the second in 3 and 7.
  const { id } = await registerScorer({ name: "second", kind: "onnx", description: "", hash: "c".repeat(64), scaleMin: 0, scaleMax: 10 });
  const score = async (number: number, alpha: number, beta: number) => {
    const { candidateAId, candidateBId } = judged.comparisons.get(number)!;
    const { generator } = await getDb().candidate.findUniqueOrThrow({ where: { id: candidateAId } });
    const [a, b] = generator === "alpha" ? [alpha, beta] : [beta, alpha];
    await writeScores(id, [{ candidateId: candidateAId, pass: 0, values: { overall: a } }, { candidateId: candidateBId, pass: 0, values: { overall: b } }], []);
  };
  await score(3, 2, 9);
  await score(7, 9, 2);
  const { significance } = await computeReport("operator", judged.project.slug, { isWhole: true });
  const row = significance.find(({ dimension, first }) => dimension === "overall" && first === "second")!;
  expect([row.firstAlone, row.secondAlone]).toEqual([2, 1]);
  expect(await count({ dimension: "overall", consensus: "CLEAR", scorer: row.firstId, scored: "agrees", missedBy: row.secondId })).toBe(2);
  expect(await count({ dimension: "overall", consensus: "CLEAR", scorer: row.secondId, scored: "agrees", missedBy: row.firstId })).toBe(1);
});

test("and behind every cell of the win matrix, either way round, and every figure of a leaderboard's row", async () => {
  for (const { dimension, matrix, rows } of report.leaderboards) {
    for (const { row, column, comparisonCount } of matrix) expect(await count({ dimension, generator: row, against: column, outcome: "met" })).toBe(comparisonCount);
    for (const { generator, comparisonCount, met } of rows) {
      expect(await count({ dimension, generator, outcome: "met" })).toBe(comparisonCount);
      for (const outcome of ["won", "tied", "lost"] as const) expect([outcome, await count({ dimension, generator, outcome })]).toEqual([outcome, met[outcome]]);
    }
  }
  expect(report.leaderboards[0]!.matrix).toHaveLength(2);
  // Comparison 2 was won once and lost once, 3 lost twice and equal once: judgments are no comparisons.
  const overall = report.leaderboards.find(({ dimension }) => dimension === "overall")!;
  expect(overall.rows.find(({ generator }) => generator === "alpha")).toMatchObject({ wins: 5, ties: 3, losses: 3, met: { won: 3, tied: 2, lost: 2 }, comparisonCount: 5 });
});

test("a score difference selects its pairs", async () => {
  const all = await count({ dimension: "overall", state: "judged" });
  const scorer = judged.scorerVersionId;
  const [low, high] = [await count({ dimension: "overall", scorer, gapFrom: 0, gapTo: 5, state: "judged" }), await count({ dimension: "overall", scorer, gapFrom: 5, state: "judged" })];
  expect(low + high).toBeLessThanOrEqual(all);
  expect(high).toBeGreaterThan(0);
});
