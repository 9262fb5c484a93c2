import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answerBlind, claimAdjudication, decide, listQueue, putOff, QueueFilter, undoDecision, withdrawDecision } from "#lib/adjudication/index.ts";
import type { Actor } from "#lib/auth/index.ts";
import { computeConsensus } from "#lib/consensus/index.ts";
import { exportProject } from "#lib/export/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { ComparisonFilter, computeReport, listComparisons } from "#lib/report/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

async function exportText(slug: string): Promise<string> {
  let text = "";
  for await (const lines of exportProject("operator", slug)) text += lines;
  return text;
}

let database: TestDatabase;
let project: Project;
let reviewer: Actor;
let annotators: Actor[];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  project = await makeProject({ dimensions: ["consistency", "overall"], overlap: 2 });
  reviewer = await makeMember(project.id, { role: "REVIEWER" });
  annotators = [await makeMember(project.id), await makeMember(project.id), await makeMember(project.id)];
});

/** A comparison on which two annotators disagree in `overall` alone. */
async function makeDispute(): Promise<string> {
  const { id } = await makeItem(project, ["one", "two"]);
  const comparison = await database.db.comparison.findFirstOrThrow({ where: { itemId: id } });
  await makeJudgment(comparison.id, annotators[0]!, { consistency: "A", overall: "A" });
  await makeJudgment(comparison.id, annotators[1]!, { consistency: "A", overall: "B" });
  return comparison.id;
}

const blind = { verdicts: { consistency: { value: "tie" }, overall: { value: "left", strength: 2 } } };
const decision = { verdicts: { overall: { value: "left" } }, reason: "The mug is red on the left alone." };
const queue = (state = "waiting") => listQueue(reviewer, project.slug, { filter: QueueFilter.parse({ state }), page: 1, pageSize: 20 });

async function decideOne(): Promise<{ id: string; left: "A" | "B" }> {
  const task = await claimAdjudication(reviewer, project.slug);
  const row = await database.db.adjudication.findUniqueOrThrow({ where: { id: task!.id }, include: { comparison: true } });
  await answerBlind(reviewer, task!.id, blind);
  await decide(reviewer, task!.id, decision);
  return { id: task!.id, left: row.shown[0] === row.comparison.candidateAId ? "A" : "B" };
}

describe("the queue", () => {
  it("holds what is full and open, the least agreed first, and nothing else", async () => {
    await makeDispute();
    const clear = await makeItem(project, ["one", "two"]);
    const hard = await makeItem(project, ["one", "two"]);
    const single = await makeItem(project, ["one", "two"]);
    const idOf = async (itemId: string) => (await database.db.comparison.findFirstOrThrow({ where: { itemId } })).id;
    for (const annotator of annotators.slice(0, 2)) await makeJudgment(await idOf(clear.id), annotator, { consistency: "A", overall: "A" });
    await makeJudgment(await idOf(single.id), annotators[0]!, { consistency: "A", overall: "A" });
    for (const [index, value] of (["A", "B", "TIE"] as const).entries()) await makeJudgment(await idOf(hard.id), annotators[index]!, { consistency: "A", overall: value });
    const { waiting, counts } = await queue();
    expect(waiting).toHaveLength(2);
    expect(waiting[0]).toMatchObject({ comparisonId: await idOf(hard.id), share: 1 / 3, dimensions: ["overall"] });
    expect(counts).toMatchObject({ waiting: 2, held: 0, decided: 0 });
  });

  it("gives no reviewer what they judged themselves, and what was put off to another", async () => {
    const comparisonId = await makeDispute();
    await database.db.member.updateMany({ where: { projectId: project.id, userId: annotators[0]!.userId }, data: { role: "REVIEWER" } });
    expect(await claimAdjudication(annotators[0]!, project.slug)).toBeNull();
    await expect(claimAdjudication(annotators[0]!, project.slug, comparisonId)).rejects.toMatchObject({ code: "not_open" });
    await putOff(reviewer, (await claimAdjudication(reviewer, project.slug))!.id);
    expect(await claimAdjudication(reviewer, project.slug)).toBeNull();
    expect((await claimAdjudication(reviewer, project.slug, comparisonId))?.comparisonId).toBe(comparisonId);
  });

  it("is closed to annotators and strangers", async () => {
    await expect(claimAdjudication(annotators[0]!, project.slug)).rejects.toMatchObject({ code: "forbidden" });
    await expect(claimAdjudication(await makeMember((await makeProject()).id, { role: "OWNER" }), project.slug)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("two reviewers at once", () => {
  it("never get the same comparison", async () => {
    const ids = [await makeDispute(), await makeDispute(), await makeDispute()];
    const reviewers = [reviewer, ...(await Promise.all(Array.from({ length: 4 }, () => makeMember(project.id, { role: "REVIEWER" }))))];
    const tasks = await Promise.all(reviewers.map((one) => claimAdjudication(one, project.slug)));
    const taken = tasks.flatMap((task) => task?.comparisonId ?? []);
    expect(new Set(taken).size).toBe(taken.length);
    expect(new Set(taken)).toEqual(new Set(ids));
  });

  it("share one claim over two tabs, and lose it to another when it lapses", async () => {
    await makeDispute();
    const [first, second] = await Promise.all([claimAdjudication(reviewer, project.slug), claimAdjudication(reviewer, project.slug)]);
    expect(first!.id).toBe(second!.id);
    const other = await makeMember(project.id, { role: "REVIEWER" });
    expect(await claimAdjudication(other, project.slug)).toBeNull();
    await database.db.adjudication.update({ where: { id: first!.id }, data: { leaseExpiresAt: new Date(0) } });
    expect((await claimAdjudication(other, project.slug))?.comparisonId).toBe(first!.comparisonId);
    await expect(answerBlind(reviewer, first!.id, blind)).rejects.toMatchObject({ code: "lease_lost" });
    await expect(decide(other, first!.id, decision)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the blind answer", () => {
  it("comes first: nothing of the others is sent before, and no decision is taken", async () => {
    await makeDispute();
    await database.db.judgment.updateMany({ where: { unit: { projectId: project.id } }, data: { note: "telling words" } });
    const task = await claimAdjudication(reviewer, project.slug);
    expect(task!.revealed).toBeNull();
    const bytes = JSON.stringify(task);
    expect(bytes).not.toMatch(/telling words|disputed|answers|"one"|"two"|generator/);
    for (const annotator of annotators) expect(bytes).not.toContain(annotator.pseudonym);
    await expect(decide(reviewer, task!.id, decision)).rejects.toMatchObject({ code: "blind_first" });
    await expect(answerBlind(reviewer, task!.id, { verdicts: { overall: { value: "left" } } })).rejects.toMatchObject({ code: "invalid_input" });
    const shown = await answerBlind(reviewer, task!.id, blind);
    expect(shown.revealed).toMatchObject({ blind: blind.verdicts, disputed: ["overall"] });
    expect(shown.revealed!.answers.map((one) => [one.person, one.note])).toEqual([[1, "telling words"], [2, "telling words"]]);
    const after = JSON.stringify(shown);
    for (const annotator of annotators) for (const name of [annotator.pseudonym, annotator.userId]) expect(after).not.toContain(name);
    const again = await answerBlind(reviewer, task!.id, { verdicts: { consistency: { value: "right" }, overall: { value: "right" } } });
    expect(again.revealed).toEqual(shown.revealed);
  });
});

describe("a decision", () => {
  it("is the consensus in every figure, the filter and the export, and raw judgments stay", async () => {
    const comparisonId = await makeDispute();
    const judgments = await database.db.judgment.findMany({ where: { unitId: comparisonId }, include: { verdicts: true } });
    const { left } = await decideOne();
    const rows = await computeConsensus(project.id);
    expect(rows.find((row) => row.dimension === "overall")).toMatchObject({ consensus: left, decidedBy: "adjudication", share: 0.5, counts: { a: 1, b: 1 } });
    expect(rows.find((row) => row.dimension === "consistency")).toMatchObject({ consensus: "A", decidedBy: "plurality" });
    expect((await computeConsensus(project.id, { people: "simulated" })).length).toBe(0);
    const report = await computeReport(reviewer, project.slug);
    expect(report.progress.decidedCount).toBe(1);
    expect(report.consensus.find((row) => row.dimension === "overall")).toMatchObject({ undecided: 0, adjudicated: 1 });
    expect(report.agreement.overall.find((row) => row.dimension === "overall")?.percent.value).toBe(0);
    const list = await listComparisons(reviewer, project, { filter: ComparisonFilter.parse({ state: "adjudicated" }), page: 1, pageSize: 5 });
    expect(list.rows.map((row) => row.comparisonId)).toEqual([comparisonId]);
    const lines = (await exportText(project.slug)).trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find((line) => line.type === "adjudication")).toMatchObject({ reviewer: reviewer.pseudonym, verdicts: { overall: left }, blind: { overall: { value: left, strength: 2 }, consistency: { value: "TIE", strength: null } }, ended_at: null, reason: decision.reason });
    expect(await database.db.judgment.findMany({ where: { unitId: comparisonId }, include: { verdicts: true } })).toEqual(judgments);
    expect((await queue()).total).toBe(0);
  });

  it("sent many times at once is stored once; another one is refused", async () => {
    await makeDispute();
    const task = await claimAdjudication(reviewer, project.slug);
    await answerBlind(reviewer, task!.id, blind);
    await Promise.all(Array.from({ length: 6 }, () => decide(reviewer, task!.id, decision)));
    expect(await database.db.auditEntry.count({ where: { projectId: project.id, action: "adjudication_decided" } })).toBe(1);
    await expect(decide(reviewer, task!.id, { ...decision, reason: "Another." })).rejects.toMatchObject({ code: "already_decided" });
    await expect(decide(reviewer, task!.id, { ...decision, reason: " " })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("can be taken back by its reviewer, who decides anew without a second blind answer", async () => {
    const comparisonId = await makeDispute();
    await decideOne();
    const task = await undoDecision(reviewer, project.slug);
    expect(task).toMatchObject({ comparisonId, revealed: { disputed: ["overall"] } });
    expect((await computeConsensus(project.id, { dimension: "overall" }))[0]).toMatchObject({ consensus: "UNDECIDED", decidedBy: "plurality" });
    await decide(reviewer, task!.id, { verdicts: { overall: { value: "tie" } }, reason: "No difference after all." });
    expect((await computeConsensus(project.id, { dimension: "overall" }))[0]).toMatchObject({ consensus: "TIE", decidedBy: "adjudication" });
    await expect(undoDecision(annotators[0]!, project.slug)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("can be withdrawn with a reason, which is kept, and the comparison waits again", async () => {
    const comparisonId = await makeDispute();
    await decideOne();
    const owner = await makeMember(project.id, { role: "OWNER" });
    await expect(withdrawDecision(owner, project.id, comparisonId, { reason: "" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(withdrawDecision(annotators[0]!, project.id, comparisonId, { reason: "Mine." })).rejects.toMatchObject({ code: "forbidden" });
    await withdrawDecision(owner, project.id, comparisonId, { reason: "The guide has changed." });
    await withdrawDecision(owner, project.id, comparisonId, { reason: "The guide has changed." });
    expect((await computeConsensus(project.id, { dimension: "overall" }))[0]).toMatchObject({ consensus: "UNDECIDED", decidedBy: "plurality" });
    expect((await queue()).total).toBe(1);
    expect((await queue("withdrawn")).settled[0]).toMatchObject({ endReason: "withdrawn: The guide has changed.", reason: decision.reason });
    expect(await database.db.auditEntry.count({ where: { action: "adjudication_withdrawn", subject: comparisonId } })).toBe(1);
  });
});

it("the database refuses a decision without a blind answer, a skip, and two in force", async () => {
  const comparisonId = await makeDispute();
  const { candidateAId, candidateBId } = await database.db.comparison.findUniqueOrThrow({ where: { id: comparisonId } });
  const row = () => ({ id: randomUUID(), comparisonId, reviewerId: reviewer.userId, shown: [candidateAId, candidateBId], disputed: ["overall" as const], leaseExpiresAt: new Date() });
  await expect(database.db.adjudication.create({ data: { ...row(), decidedAt: new Date(), reason: "Because." } })).rejects.toThrow();
  const kept = await database.db.adjudication.create({ data: row() });
  await expect(database.db.adjudication.create({ data: row() })).rejects.toThrow();
  await expect(database.db.adjudicationVerdict.create({ data: { adjudicationId: kept.id, dimension: "overall", value: "SKIP" } })).rejects.toThrow();
});
