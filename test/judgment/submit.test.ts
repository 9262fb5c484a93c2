import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { claimLeases, type Lease, submitJudgment } from "#lib/judgment/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function claimOne(overlap = 1): Promise<{ project: Project; actor: Actor; lease: Lease }> {
  const project = await makeProject({ overlap });
  await makeItem(project, ["a", "b"]);
  const actor = await makeMember(project.id);
  const { leases } = await claimLeases(actor, project.slug, 1);
  return { project, actor, lease: leases[0]! };
}

test("sides become candidates by the side that was recorded", async () => {
  const { project, actor, lease } = await claimOne();
  await database.db.handedOut.update({ where: { leaseId: lease.leaseId }, data: { shown: [...lease.shown].sort().reverse() } });
  const answer = answerAll(project, lease.leaseId);
  answer.verdicts = { prompt_following: { value: "left", strength: 2 }, consistency: { value: "right" }, visual_quality: { value: "tie" }, overall: { value: "both_bad" } };
  await submitJudgment(actor, answer);
  const stored = await database.db.judgment.findUniqueOrThrow({ where: { id: answer.id }, include: { verdicts: { orderBy: { dimension: "asc" } } } });
  expect(stored).toMatchObject({ shown: [...lease.shown].sort().reverse(), counted: true, simulated: false, durationMs: 4_000 });
  expect(stored.verdicts.map(({ dimension, value, strength }) => [dimension, value, strength])).toEqual([
    ["prompt_following", "B", 2],
    ["consistency", "A", null],
    ["visual_quality", "TIE", null],
    ["overall", "BOTH_BAD", null],
  ]);
});

test("the same answer sent many times at once is stored once and answered alike", async () => {
  const { project, actor, lease } = await claimOne();
  const answer = answerAll(project, lease.leaseId);
  const replies = await Promise.all(Array.from({ length: 8 }, () => submitJudgment(actor, answer)));
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(await database.db.judgment.count({ where: { unitId: lease.unitId } })).toBe(1);
});

test("the same key with other content is refused, and the first stays", async () => {
  const { project, actor, lease } = await claimOne();
  const answer = answerAll(project, lease.leaseId);
  await submitJudgment(actor, answer);
  await expect(submitJudgment(actor, { ...answer, note: "changed" })).rejects.toMatchObject({ code: "idempotency_mismatch", status: 409 });
  const thief = await makeMember(project.id);
  await expect(submitJudgment(thief, answer)).rejects.toMatchObject({ code: "idempotency_mismatch" });
  expect((await database.db.judgment.findUniqueOrThrow({ where: { id: answer.id } })).note).toBe("");
});

test("a second answer to the same comparison is refused", async () => {
  const { project, actor, lease } = await claimOne();
  await submitJudgment(actor, answerAll(project, lease.leaseId));
  await expect(submitJudgment(actor, answerAll(project, lease.leaseId))).rejects.toMatchObject({ code: "already_judged" });
});

test("a late answer counts while nobody else has the slot, and is kept uncounted once somebody has", async () => {
  const late = await claimOne();
  await database.db.$executeRaw`UPDATE slot SET lease_expires_at = now() - interval '1 hour' WHERE lease_id = ${late.lease.leaseId}::uuid`;
  expect(await submitJudgment(late.actor, answerAll(late.project, late.lease.leaseId))).toMatchObject({ counted: true });

  const tooLate = await claimOne();
  await database.db.$executeRaw`UPDATE slot SET lease_expires_at = now() - interval '1 hour' WHERE lease_id = ${tooLate.lease.leaseId}::uuid`;
  const other = await makeMember(tooLate.project.id);
  const { leases } = await claimLeases(other, tooLate.project.slug, 1);
  expect(await submitJudgment(tooLate.actor, answerAll(tooLate.project, tooLate.lease.leaseId))).toMatchObject({ counted: false });
  expect(await submitJudgment(other, answerAll(tooLate.project, leases[0]!.leaseId))).toMatchObject({ counted: true });
});

test("somebody else's lease cannot be answered", async () => {
  const { project, lease } = await claimOne();
  const other = await makeMember(project.id);
  await expect(submitJudgment(other, answerAll(project, lease.leaseId))).rejects.toMatchObject({ code: "not_found" });
});

test("an answer must answer exactly the questions", async () => {
  const { project, actor, lease } = await claimOne();
  const complete = answerAll(project, lease.leaseId);
  const { overall: _left, ...incomplete } = complete.verdicts;
  await expect(submitJudgment(actor, { ...complete, verdicts: incomplete })).rejects.toMatchObject({ code: "invalid_input", details: { missing: ["overall"] } });
  await expect(submitJudgment(actor, { ...complete, verdicts: { ...complete.verdicts, beauty: { value: "left" } } })).rejects.toMatchObject({ details: { unknown: ["beauty"] } });
  await expect(submitJudgment(actor, { ...complete, verdicts: { ...complete.verdicts, overall: { value: "tie", strength: 2 } } })).rejects.toMatchObject({ code: "invalid_input" });
  for (const wrong of [null, 7, {}, { id: "x" }]) await expect(submitJudgment(actor, wrong)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await database.db.judgment.count({ where: { unitId: lease.unitId } })).toBe(0);
});

test("judgments of simulated people are marked", async () => {
  const project = await makeProject();
  await makeItem(project, ["a", "b"]);
  const actor = await makeMember(project.id, { simulated: true });
  const { leases } = await claimLeases(actor, project.slug, 1);
  const answer = answerAll(project, leases[0]!.leaseId);
  await submitJudgment(actor, answer);
  expect((await database.db.judgment.findUniqueOrThrow({ where: { id: answer.id } })).simulated).toBe(true);
});

test("the database itself refuses a second counted judgment in a slot", async () => {
  const { project, actor, lease } = await claimOne(2);
  const answer = answerAll(project, lease.leaseId);
  await submitJudgment(actor, answer);
  const other = await makeMember(project.id);
  const { leases } = await claimLeases(other, project.slug, 1);
  await submitJudgment(other, answerAll(project, leases[0]!.leaseId));
  await expect(database.db.$executeRaw`UPDATE judgment SET slot_no = 1 WHERE unit_id = ${lease.unitId}::uuid`).rejects.toThrow(/judgment_counted_slot_key/);
});
