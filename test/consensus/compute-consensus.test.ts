import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeConsensus, computeConsensusOfAll } from "#lib/consensus/index.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("consensus", () => {
  it("counts each dimension apart and marks what is simulated", async () => {
    const project = await makeProject({ dimensions: ["consistency", "overall"] });
    const { id } = await makeItem(project, ["one", "two"], { taskType: "compose" });
    const comparison = await database.db.comparison.findFirstOrThrow({ where: { itemId: id } });
    await makeJudgment(comparison.id, await makeMember(project.id), { overall: "A", consistency: "TIE" });
    await makeJudgment(comparison.id, await makeMember(project.id), { overall: "A", consistency: "BOTH_BAD" });
    await makeJudgment(comparison.id, await makeMember(project.id, { simulated: true }), { overall: "B", consistency: "SKIP" });
    const rows = await computeConsensus(project.id);
    const of = (dimension: string) => rows.find((row) => row.dimension === dimension);
    expect(of("overall")).toMatchObject({ comparisonId: comparison.id, itemId: id, taskType: "compose", consensus: "A", share: 2 / 3, n: 3, simulatedCount: 1, counts: { a: 2, b: 1, tie: 0, bothBad: 0, skip: 0 } });
    expect(of("consistency")).toMatchObject({ consensus: "TIE", share: 1, n: 2, simulatedCount: 0, counts: { a: 0, b: 0, tie: 1, bothBad: 1, skip: 1 } });
    expect(new Set([of("overall")?.generatorA, of("overall")?.generatorB])).toEqual(new Set(["one", "two"]));
  });

  it("keeps comparisons without judgments apart from undecided ones", async () => {
    const project = await makeProject({ dimensions: ["overall"] });
    await makeItem(project, ["one", "two", "three"]);
    expect(await computeConsensus(project.id)).toEqual([]);
    const all = await computeConsensusOfAll(project.id, { dimension: "overall" });
    expect(all).toHaveLength(3);
    expect(all.every((row) => row.consensus === null && row.n === 0 && row.dimension === "overall")).toBe(true);
  });
});
