import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setMemberState } from "#lib/annotator/index.ts";
import { computeConsensus, computeScoreDifference, PEOPLE_FILTERS, readScores } from "#lib/consensus/index.ts";
import { CONSENSUS_CODE, countVotes, type Evidence, loadEvidence, readProjectEvidence, readProjectJudgments, takeDifferences, takeScores } from "#lib/evidence/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { type JudgedProject, makeJudgedProject } from "../report/judged-project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let judged: JudgedProject;
let evidence: Evidence;

beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
  evidence = await readProjectEvidence(judged.project);
});
afterAll(() => database.drop());

describe("evidence of a project", () => {
  it.each(PEOPLE_FILTERS)("counts what the consensus of %s counts", async (people) => {
    const rows = (await computeConsensus(judged.project.id, { people, dimension: "overall" })).map((row) => ({ id: row.comparisonId, counts: row.counts, n: row.n, simulated: row.simulatedCount, consensus: CONSENSUS_CODE[row.consensus ?? "NONE"] }));
    const votes = countVotes(evidence, "overall", { people });
    const own = [...votes.row].map((at, place) => ({
      id: evidence.comparisons.ids[at],
      counts: { a: votes.a[place], b: votes.b[place], tie: votes.tie[place], bothBad: votes.bothBad[place], skip: votes.skip[place] },
      n: votes.n[place],
      simulated: votes.simulated[place],
      consensus: votes.consensus[place],
    }));
    expect(own).toEqual(rows);
    expect(own.length).toBeGreaterThan(0);
  });

  it("keeps the comparisons of a task type, a generator, an origin", () => {
    expect(countVotes(evidence, "overall", { people: "all", taskTypes: ["x"] }).length).toBe(3);
    expect(countVotes(evidence, "overall", { people: "all", generator: "alpha" }).length).toBe(6);
    expect(countVotes(evidence, "overall", { people: "all", generator: "nobody" }).length).toBe(0);
    expect(countVotes(evidence, "overall", { people: "all", origin: "policy" }).length).toBe(0);
  });

  it("has the scores that the database has", async () => {
    const table = await readScores(judged.project.id);
    const [scorer] = evidence.scorers;
    const differences = takeDifferences(evidence, takeScores(scorer!, "overall")!);
    const rows = await computeConsensus(judged.project.id, { dimension: "overall" });
    expect(scorer?.id).toBe(judged.scorerVersionId);
    for (const row of rows) {
      const difference = differences[evidence.comparisons.ids.indexOf(row.comparisonId)]!;
      expect(Number.isNaN(difference) ? null : difference).toBe(computeScoreDifference(table, judged.scorerVersionId, row));
    }
  });

  it("gives single verdicts whose counts without excluded people are the tally", async () => {
    const columns = await readProjectJudgments(judged.project.id, evidence);
    const counts = new Uint16Array(evidence.comparisons.ids.length * 5);
    const overall = evidence.dimensions.indexOf("overall");
    columns.verdict.forEach((verdict, at) => {
      if (columns.dimension[at] === overall && !columns.annotators[columns.annotator[at]!]!.excluded) counts[columns.comparison[at]! * 5 + verdict]! += 1;
    });
    const tally = evidence.tallies.get("overall")!;
    expect([...counts]).toEqual([...tally.people].map((count, at) => count + tally.simulated[at]!));
    expect(columns.annotators.some((annotator) => annotator.excluded)).toBe(true);
    const sides = new Map([...columns.comparison].map((at, place) => [evidence.comparisons.ids[at], columns.side[place]]));
    for (const comparison of judged.comparisons.values()) if (sides.has(comparison.id)) expect(sides.get(comparison.id)).not.toBe(0);
  });

  it("stays in memory until something changes", async () => {
    const first = await loadEvidence(judged.project);
    expect((await loadEvidence(judged.project)).evidence).toBe(first.evidence);
    expect(first.keep("answer", () => 42)).toBe(42);
    expect((await loadEvidence(judged.project)).keep("answer", () => 43)).toBe(42);
    await makeJudgment(judged.comparisons.get(6)!.id, await makeMember(judged.project.id), { overall: "A", prompt_following: "A" });
    const second = await loadEvidence(judged.project);
    expect(second.evidence).not.toBe(first.evidence);
    expect(countVotes(second.evidence, "overall", { people: "all" }).length).toBe(countVotes(first.evidence, "overall", { people: "all" }).length + 1);
    await setMemberState("operator", judged.project.id, { userId: judged.people.second.userId, state: "EXCLUDED", reason: "asked to be" });
    expect((await loadEvidence(judged.project)).evidence).not.toBe(second.evidence);
  });
});
