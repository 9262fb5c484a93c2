import { afterAll, beforeAll, expect, test } from "vitest";
import { answerBlind, claimAdjudication, decide, listQueue, QueueFilter } from "#lib/adjudication/index.ts";
import type { Actor } from "#lib/auth/index.ts";
import { exportProject } from "#lib/export/index.ts";
import { setGold } from "#lib/gold/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { getPipeline } from "#lib/overview/index.ts";
import { ComparisonFilter, computeReport, getComparison, listComparisons } from "#lib/report/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

/** What was said of each comparison in the main dimension; a lead of three decides, four at most are asked. */
const SAID = { decided: "AAA", ambiguous: "AABA", wanted: "AB" } as const;

let database: TestDatabase;
let project: Project;
let owner: Actor;
const ids = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  project = await makeProject({ dimensions: ["consistency", "overall"], overlap: 2, overlapMax: 4, adjudicateBelow: 0.6 });
  owner = await makeMember(project.id, { role: "OWNER" });
  for (const [name, said] of Object.entries(SAID)) {
    const { id } = await makeItem(project, ["one", "two"]);
    const comparison = await database.db.comparison.findFirstOrThrow({ where: { itemId: id } });
    ids.set(name, comparison.id);
    for (const overall of said) await makeJudgment(comparison.id, await makeMember(project.id), { overall: overall as "A" | "B", consistency: "A" });
  }
});
afterAll(() => database.drop());

async function listed(search: Record<string, string>): Promise<(string | undefined)[]> {
  const { rows } = await listComparisons(owner, project, { filter: ComparisonFilter.parse(search), page: 1, pageSize: 20 });
  return rows.map((row) => [...ids].find(([, id]) => id === row.comparisonId)?.[0]).sort();
}
const queue = () => listQueue(owner, project.slug, { filter: QueueFilter.parse({}), page: 1, pageSize: 20 });

test("full is what wants no more judgments, and ambiguous comparisons have a list of their own", async () => {
  expect(await listed({ state: "full" })).toEqual(["ambiguous", "decided"]);
  expect(await listed({ state: "open" })).toEqual(["wanted"]);
  expect(await listed({ state: "ambiguous" })).toEqual(["ambiguous"]);
  expect(await listed({ state: "ambiguous", people: "people" })).toEqual(["ambiguous"]);
  expect(await listed({ state: "ambiguous", people: "simulated" })).toEqual([]);
  expect((await getComparison(owner, project.id, ids.get("ambiguous")!)).unit).toMatchObject({ state: "AMBIGUOUS", judgmentCount: 4 });
});

test("progress counts them by state for everybody, and by the overlap for some", async () => {
  expect((await computeReport(owner, project.slug)).progress).toMatchObject({ judgedCount: 3, fullCount: 2, decidedCount: 2, ambiguousCount: 1 });
  expect((await computeReport(owner, project.slug, { people: "people" })).progress).toMatchObject({ fullCount: 3, ambiguousCount: 1 });
  expect((await getPipeline(owner, project.slug)).progress).toMatchObject({ fullCount: 2, ambiguousCount: 1 });
});

test("an ambiguous comparison is disputed in the main dimension though an answer leads there, and what wants judgments is not", async () => {
  expect((await queue()).waiting).toMatchObject([{ comparisonId: ids.get("ambiguous"), dimensions: ["overall"], share: 0.75, isAmbiguous: true }]);
});

test("exports say the state of the unit with each judgment", async () => {
  let text = "";
  for await (const lines of exportProject("operator", project.slug)) text += lines;
  const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ overlap: 2, overlap_max: 4 });
  expect(Map.groupBy(lines.filter((line) => line.type === "judgment"), (line) => line.unit_state)).toSatisfy((byState: Map<string, unknown[]>) => byState.get("complete")?.length === 3 && byState.get("ambiguous")?.length === 4 && byState.get("open")?.length === 2);
});

test("a decision settles it: it waits no more, and stays listed as what its judgments left open", async () => {
  const task = await claimAdjudication(owner, project.slug);
  await answerBlind(owner, task!.id, { verdicts: { consistency: { value: "tie" }, overall: { value: "left", strength: 2 } } });
  await decide(owner, task!.id, { verdicts: { overall: { value: "left" } }, reason: "The handle is whole on the left." });
  expect((await queue()).waiting).toEqual([]);
  expect(await listed({ state: "ambiguous" })).toEqual(["ambiguous"]);
});

test("gold waits for no reviewer", async () => {
  const other = await makeProject({ dimensions: ["overall"], overlap: 1, overlapMax: 2 });
  const { id } = await makeItem(other, ["one", "two"]);
  const comparison = await database.db.comparison.findFirstOrThrow({ where: { itemId: id } });
  for (const overall of ["A", "B"] as const) await makeJudgment(comparison.id, await makeMember(other.id), { overall });
  const list = async () => (await listQueue(await makeMember(other.id, { role: "OWNER" }), other.slug, { filter: QueueFilter.parse({}), page: 1, pageSize: 5 })).waiting.length;
  expect(await list()).toBe(1);
  await setGold("operator", other.id, [{ comparisonId: comparison.id, verdicts: { overall: "A" } }]);
  expect(await list()).toBe(0);
});
