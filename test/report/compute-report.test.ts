import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setMemberState } from "#lib/annotator/index.ts";
import type { GeneratorRank } from "#lib/leaderboard/index.ts";
import { computeReport, describeReport, type Report } from "#lib/report/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { type JudgedProject, makeJudgedProject } from "./judged-project.ts";

let database: TestDatabase;
let judged: JudgedProject;
let report: Report;
const NOTHING = { value: null, interval: null };

beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
  report = await computeReport(judged.people.owner, judged.project.slug, { isWhole: true });
});
afterAll(() => database.drop());

function standing(of: Report, generator: string, dimension = "overall"): GeneratorRank {
  const found = of.leaderboards.find((board) => board.dimension === dimension)?.rows.find((row) => row.generator === generator);
  if (!found) throw new Error(`no standing of ${generator}`);
  return found;
}

describe("a report computed by hand", () => {
  it("counts progress without late and excluded judgments", () => {
    expect(report.progress).toEqual({
      itemCount: 7,
      comparisonCount: 7,
      judgedCount: 6,
      fullCount: 5,
      decidedCount: 4,
      ambiguousCount: 0,
      judgmentCount: 12,
      simulatedJudgmentCount: 1,
      peopleCount: 2,
      simulatedAnnotatorCount: 1,
      leftOutCount: 2,
    });
  });

  it("gives generators their wins, ties and losses by judgment", () => {
    expect(standing(report, "alpha")).toMatchObject({ wins: 5, ties: 3, losses: 3, n: 11, simulatedCount: 1, itemCount: 5, comparisonCount: 5 });
    expect(standing(report, "alpha").winRate.value).toBeCloseTo(6.5 / 11, 12);
    expect(standing(report, "beta")).toMatchObject({ wins: 3, ties: 3, losses: 5, n: 11 });
    expect(standing(report, "beta").winRate.value).toBeCloseTo(4.5 / 11, 12);
    expect(standing(report, "alpha", "prompt_following")).toMatchObject({ wins: 12, ties: 0, losses: 0, winRate: { value: 1, interval: { low: 1, high: 1 } } });
    expect(report.leaderboards.map(({ dimension, rows }) => [dimension, ...rows.map((row) => row.generator)])).toEqual([["prompt_following", "alpha", "beta"], ["overall", "alpha", "beta"]]);
    expect(report.leaderboards[0]!.warnings.map(({ kind }) => kind)).toEqual(["unbounded", "few_sources"]);
  });

  it("measures the scorer on clear comparisons only, a tie of scores being wrong", () => {
    const overall = report.scorers.find((row) => row.dimension === "overall");
    expect(overall).toMatchObject({ n: 3, clusterCount: 3, coverage: 4 / 5, judgmentCount: 7, simulatedCount: 1, taskTypeCount: 2, equalCount: 1, missingCount: 0 });
    expect(overall?.strict.macro.value).toBeCloseTo(0.25, 12);
    expect(overall?.strict.pooled.value).toBeCloseTo(1 / 3, 12);
    expect(overall?.halfCredit.pooled.value).toBeCloseTo(0.5, 12);
    expect(overall?.strict.pooled.interval).toEqual({ low: 0, high: 1 });
  });

  it("says nothing where nothing is scored, and does not call it 0", () => {
    expect(report.scorers.find((row) => row.dimension === "prompt_following")).toMatchObject({ strict: { macro: NOTHING, pooled: NOTHING }, halfCredit: { macro: NOTHING, pooled: NOTHING }, ratio: NOTHING, coverage: 0, n: 6 });
  });

  it("measures how far people agree, and the ceiling, undecided comparisons included", () => {
    const overall = report.agreement.overall.find((row) => row.dimension === "overall");
    const counts = report.consensus.find((row) => row.dimension === "overall");
    expect(overall).toMatchObject({ comparisonCount: 5, judgmentCount: 11, simulatedCount: 1, skipCount: 1 });
    expect((counts?.a ?? 0) + (counts?.b ?? 0)).toBe(3);
    expect(counts).toMatchObject({ tie: 1, undecided: 1 });
    expect(overall?.percent.value).toBeCloseTo((1 + 0 + 1 / 3 + 0 + 1) / 5, 12);
    expect(overall?.percent.n).toBe(5);
    expect(overall?.ceiling.value).toBeCloseTo((1 + 0 + 1 + 1) / 4, 12);
    expect(overall?.ceiling.n).toBe(4);
  });

  it("lists disagreements by their size", () => {
    expect(report.disagreements.total).toBe(1);
    expect(report.disagreements.rows[0]).toMatchObject({ comparisonId: judged.comparisons.get(7)?.id, gap: 5, share: 1, n: 2 });
  });

  it("says in a sentence what it found, and who judged", () => {
    const sentence = describeReport(report);
    expect(sentence).toMatch(/^scorer-\S+ agrees with people and simulated annotators together on 33\.3\u202f% of 3 clear pairs \(95\u202f% interval 0\.0–100\.0\u202f%\)\. One of them agrees with the others on 100\.0\u202f% of them\.$/);
  });

  it("says of a scorer that it learned from these judgments, and rather speaks of one that has not", () => {
    const [row] = report.scorers.filter(({ dimension }) => dimension === "overall");
    const learnedFrom = [{ scorerId: row!.scorerId, runId: "run", judgmentCount: 13, sourceCount: 7, heldOut: 0.6 }];
    expect(describeReport({ ...report, learnedFrom })).toMatch(/clear pairs .*\. It learned from judgments of this project; on people and pictures kept from it, it had 60\.0\u202f%\. One of them/);
    const other = { ...row!, scorerId: "other", name: "other" };
    expect(describeReport({ ...report, learnedFrom, scorers: [...report.scorers, other] })).toMatch(/^other agrees with [^.]* on 33\.3\u202f% of 3 clear pairs \([^)]*\)\. One of them/);
  });

  it("is the same to the last digit when computed again", async () => {
    expect(await computeReport(judged.people.owner, judged.project.slug, { isWhole: true })).toEqual(report);
  });
});

describe("a report of some of the judges", () => {
  it("leaves simulated judgments out when asked for people", async () => {
    const people = await computeReport(judged.people.owner, judged.project.slug, { people: "people" });
    expect(people.progress).toMatchObject({ judgmentCount: 11, simulatedJudgmentCount: 0, peopleCount: 2, simulatedAnnotatorCount: 0, decidedCount: 3 });
    expect(standing(people, "alpha")).toMatchObject({ wins: 5, ties: 3, losses: 2, n: 10, simulatedCount: 0 });
    expect(people.scorers.find((row) => row.dimension === "overall")).toMatchObject({ n: 2, strict: { pooled: { value: 0.5 } }, simulatedCount: 0 });
    expect(describeReport(people)).toMatch(/ agrees with people on \d/);
  });

  it("rests on simulated judgments alone when asked for them, and says so", async () => {
    const simulated = await computeReport(judged.people.owner, judged.project.slug, { people: "simulated" });
    expect(simulated.progress).toMatchObject({ judgmentCount: 1, simulatedJudgmentCount: 1, peopleCount: 0, leftOutCount: 0 });
    const words = describeReport(simulated);
    expect(words).toMatch(/agrees with simulated annotators on 0\.0\u202f% of 1 clear pair\. No comparison has two judgments yet/);
  });

  it("brings an excluded person back when they are reactivated", async () => {
    const member = { userId: judged.people.excluded.userId };
    await setMemberState("operator", judged.project.id, { ...member, state: "ACTIVE", reason: "to compare" });
    const withAll = await computeReport("operator", judged.project.slug);
    await setMemberState("operator", judged.project.id, { ...member, state: "EXCLUDED", reason: "to compare" });
    expect(withAll.progress).toMatchObject({ judgmentCount: 13, leftOutCount: 1 });
    expect(standing(withAll, "alpha")).toMatchObject({ wins: 5, losses: 4 });
  });
});

describe("who may read a report", () => {
  it("is refused to annotators and hidden from strangers", async () => {
    const elsewhere = await makeMember((await makeProject()).id, { role: "OWNER" });
    await expect(computeReport(judged.people.first, judged.project.slug)).rejects.toMatchObject({ code: "forbidden" });
    await expect(computeReport(elsewhere, judged.project.slug)).rejects.toMatchObject({ code: "not_found" });
  });

  it("stands before the first judgment too", async () => {
    const project = await makeProject();
    const empty = await computeReport("operator", project.slug);
    expect(empty).toMatchObject({ scorers: [], significance: [], details: [], benchmark: { rows: [] }, disagreements: { total: 0, rows: [] } });
    expect(describeReport(empty)).toBe("There are no comparisons yet.");
  });
});
