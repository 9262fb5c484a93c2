import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimLeases, listOwnJudgments, reviseJudgment, submitJudgment } from "#lib/judgment/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function answerOne() {
  const project = await makeProject({ overlap: 2 });
  await makeItem(project, ["canary-one", "canary-two"]);
  const actor = await makeMember(project.id);
  const { leases } = await claimLeases(actor, project.slug, 1);
  const answer = answerAll(project, leases[0]!.leaseId, { value: "left" }, { note: "first" });
  await submitJudgment(actor, answer);
  const changeTo = (value: "right" | "tie", id: string = randomUUID()) => ({ id, judgmentId: answer.id, verdicts: answerAll(project, "", { value }).verdicts, durationMs: 9 });
  return { project, actor, judgmentId: answer.id, changeTo };
}

test("a change replaces the answer, keeps what it said before, and is stored once however often it is sent", async () => {
  const { actor, judgmentId, changeTo } = await answerOne();
  const change = changeTo("tie");
  const replies = await Promise.all(Array.from({ length: 5 }, () => reviseJudgment(actor, change)));
  expect(replies).toEqual(Array(5).fill({ id: judgmentId, revisionCount: 1 }));
  await reviseJudgment(actor, changeTo("right"));
  const stored = await database.db.judgment.findUniqueOrThrow({ where: { id: judgmentId }, include: { verdicts: true, revisions: { orderBy: { number: "asc" } } } });
  expect(stored).toMatchObject({ revisionCount: 2, durationMs: 4_000, note: "" });
  expect(stored.verdicts).toHaveLength(4);
  expect(stored.revisions.map(({ number }) => number)).toEqual([1, 2]);
  expect(stored.revisions[0]!.before).toMatchObject({ note: "first" });
  expect(JSON.stringify(stored.revisions[1]!.before)).toContain("TIE");
  const audited = await database.db.auditEntry.count({ where: { subject: judgmentId, action: "judgment_revised" } });
  expect(audited).toBe(2);
});

test("the same key with another change is refused", async () => {
  const { actor, judgmentId, changeTo } = await answerOne();
  const change = changeTo("tie");
  await reviseJudgment(actor, change);
  await expect(reviseJudgment(actor, changeTo("right", change.id))).rejects.toMatchObject({ code: "idempotency_mismatch", status: 409 });
  expect((await database.db.judgment.findUniqueOrThrow({ where: { id: judgmentId } })).revisionCount).toBe(1);
});

test("once the window is over the answer stays", async () => {
  const { project, actor, judgmentId, changeTo } = await answerOne();
  const change = changeTo("tie");
  await reviseJudgment(actor, change);
  await database.db.judgment.update({ where: { id: judgmentId }, data: { submittedAt: new Date(Date.now() - (project.changeWindowSeconds + 60) * 1_000) } });
  await expect(reviseJudgment(actor, changeTo("right"))).rejects.toMatchObject({ code: "change_window_over", status: 409 });
  // What was stored in time is still acknowledged.
  expect(await reviseJudgment(actor, change)).toMatchObject({ revisionCount: 1 });
  expect((await listOwnJudgments(actor, project.slug, { page: 1, pageSize: 5 })).rows[0]).toMatchObject({ id: judgmentId, changeableUntil: null });
});

test("nobody changes another person's answer, and a wrong change changes nothing", async () => {
  const { project, actor, judgmentId, changeTo } = await answerOne();
  const other = await makeMember(project.id);
  await expect(reviseJudgment(other, changeTo("tie"))).rejects.toMatchObject({ code: "not_found" });
  await expect(reviseJudgment(actor, { ...changeTo("tie"), judgmentId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  await expect(reviseJudgment(actor, { ...changeTo("tie"), verdicts: {} })).rejects.toMatchObject({ code: "invalid_input" });
  for (const wrong of [null, {}, { judgmentId }]) await expect(reviseJudgment(actor, wrong)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await database.db.judgmentRevision.count({ where: { judgmentId } })).toBe(0);
});

test("own answers are listed as they were given, and nobody else's, nor anything that tells why they were shown", async () => {
  const { project, actor, judgmentId } = await answerOne();
  const other = await makeMember(project.id);
  const { leases } = await claimLeases(other, project.slug, 1);
  const theirs = answerAll(project, leases[0]!.leaseId, { value: "both_bad" });
  await submitJudgment(other, theirs);
  const { rows, total } = await listOwnJudgments(actor, project.slug, { page: 1, pageSize: 5 });
  expect([total, rows.map(({ id }) => id)]).toEqual([1, [judgmentId]]);
  expect(rows[0]!.verdicts.overall).toEqual({ value: "left" });
  expect(rows[0]!.changeableUntil?.getTime()).toBeGreaterThan(Date.now());
  const text = JSON.stringify(rows);
  for (const secret of [theirs.id, other.userId, "canary", "generator", "SLOT", "counted"]) expect(text).not.toContain(secret);
  const { leaseId: _lease, ...view } = rows[0]!.view;
  expect(Object.keys(view).sort()).toEqual(["edits", "formVersion", "instruction", "language", "sources", "translation"]);
  expect((await listOwnJudgments(actor, project.slug, { page: 2, pageSize: 5 })).rows).toEqual([]);
  const stranger = await makeMember((await makeProject()).id);
  await expect(listOwnJudgments(stranger, project.slug, { page: 1, pageSize: 5 })).rejects.toMatchObject({ code: "not_found" });
});
