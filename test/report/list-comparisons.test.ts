import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeAnnotatorAgreement } from "#lib/agreement/index.ts";
import { getPipeline } from "#lib/overview/index.ts";
import { ComparisonFilter, getComparison, listComparisons } from "#lib/report/index.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { type JudgedProject, makeJudgedProject } from "./judged-project.ts";

let database: TestDatabase;
let judged: JudgedProject;

beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
});
afterAll(() => database.drop());

/** The items (1 to 7) whose comparison a filter lets through, in the order of the list. */
async function itemsOf(search: Record<string, string>): Promise<number[]> {
  const { rows, total } = await listComparisons(judged.people.owner, judged.project, { filter: ComparisonFilter.parse(search), page: 1, pageSize: 100 });
  expect(total).toBe(rows.length);
  const numbers = new Map([...judged.comparisons].map(([number, comparison]) => [comparison.id, number]));
  return rows.map((row) => numbers.get(row.comparisonId) ?? 0);
}

const sorted = (numbers: number[]): number[] => [...numbers].sort();

describe("the comparisons behind a figure", () => {
  it.each<[Record<string, string>, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6, 7]],
    [{ consensus: "CLEAR" }, [1, 3, 7]],
    [{ consensus: "TIE" }, [4]],
    [{ consensus: "UNDECIDED" }, [2]],
    [{ consensus: "NONE" }, [5, 6]],
    [{ state: "unjudged" }, [6]],
    [{ state: "judged" }, [1, 2, 3, 4, 5, 7]],
    [{ state: "twice" }, [1, 2, 3, 4, 7]],
    [{ state: "open" }, [5, 6]],
    [{ state: "full" }, [1, 2, 3, 4, 7]],
    [{ state: "decided" }, [1, 3, 4, 7]],
    [{ scored: "agrees" }, [1]],
    [{ scored: "equal" }, [3]],
    [{ scored: "disagrees" }, [7]],
    [{ scored: "missing" }, []],
    [{ scored: "missing", dimension: "prompt_following" }, [1, 2, 3, 4, 5, 7]],
    [{ generator: "alpha", outcome: "won" }, [1, 2, 7]],
    [{ generator: "alpha", outcome: "tied" }, [3, 4]],
    [{ generator: "alpha", outcome: "lost" }, [2, 3]],
    [{ generator: "gamma" }, []],
    [{ people: "people", consensus: "UNDECIDED" }, [2, 3]],
    [{ people: "simulated", state: "judged" }, [3]],
    [{ consensus: "nonsense", scorer: "nonsense", sort: "nonsense" }, [1, 2, 3, 4, 5, 6, 7]],
  ])("%j", async (search, expected) => {
    expect(sorted(await itemsOf(search))).toEqual(expected);
  });

  it("are those of one annotator, also of an excluded one", async () => {
    expect(await itemsOf({ annotator: judged.people.simulated.userId })).toEqual([3]);
    expect(await itemsOf({ annotator: judged.people.excluded.userId })).toEqual([1]);
  });

  it("come by the size of the scorer's error, those without one last", async () => {
    const order = await itemsOf({ sort: "gap" });
    expect(order.slice(0, 3)).toEqual([7, 3, 1]);
  });

  it("come in pages", async () => {
    const page = (number: number) => listComparisons("operator", judged.project, { filter: ComparisonFilter.parse({}), page: number, pageSize: 4 });
    const [first, second] = [await page(1), await page(2)];
    expect([first.rows.length, second.rows.length, first.total]).toEqual([4, 3, 7]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.comparisonId)).size).toBe(7);
  });

  it("are for owners and reviewers", async () => {
    await expect(listComparisons(judged.people.first, judged.project, { filter: ComparisonFilter.parse({}), page: 1, pageSize: 4 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(getComparison(judged.people.first, judged.project.id, judged.comparisons.get(1)!.id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("one comparison", () => {
  it("shows every judgment, also those that count nowhere", async () => {
    const comparison = await getComparison(judged.people.owner, judged.project.id, judged.comparisons.get(1)!.id);
    expect(comparison.judgments).toHaveLength(3);
    expect(comparison.excludedIds).toEqual(new Set([judged.people.excluded.userId]));
    expect(comparison.consensus.find((row) => row.dimension === "overall")).toMatchObject({ n: 2, share: 1 });
    expect(comparison.scores.get(judged.scorerVersionId, comparison.candidateAId, "overall")).toBeGreaterThan(4);
  });

  it("is not found from another project", async () => {
    const other = await makeJudgedProject();
    await expect(getComparison(other.people.owner, other.project.id, judged.comparisons.get(1)!.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an annotator among the others", () => {
  it("agrees as counted by hand", async () => {
    const evidence = await computeAnnotatorAgreement(judged.people.owner, judged.project, "overall");
    const of = (actor: { userId: string }) => evidence.get(actor.userId);
    expect(of(judged.people.first)?.agreement).toMatchObject({ value: 3 / 4, n: 4 });
    expect(of(judged.people.excluded)?.agreement).toMatchObject({ value: 0, n: 1 });
    expect(of(judged.people.first)?.leftShare).toMatchObject({ value: 3 / 4, n: 4 });
    expect(of(judged.people.late)).toBeUndefined();
  });
});

describe("the pipeline", () => {
  it("counts every stage", async () => {
    const pipeline = await getPipeline(judged.people.owner, judged.project.slug);
    expect(pipeline).toMatchObject({ preparedItemCount: 7, failedItemCount: 0, wantedJudgmentCount: 14, memberCount: 5, openInviteCount: 0, openImports: [], workerCount: 0, judgmentsLastMinutes: { count: 14 } });
    expect(pipeline.scorers[0]).toMatchObject({ scoredCount: 9, candidateCount: 14 });
    await expect(getPipeline(judged.people.second, judged.project.slug)).rejects.toMatchObject({ code: "forbidden" });
  });
});
