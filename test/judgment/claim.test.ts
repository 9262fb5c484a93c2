import { afterAll, beforeAll, expect, test } from "vitest";
import { claimForJudging, claimLeases, releaseLease, renewLeases, submitJudgment } from "#lib/judgment/index.ts";
import { setMemberState } from "#lib/annotator/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a second claim returns the lease that the person holds already", async () => {
  const project = await makeProject();
  await makeItem(project, ["x", "y", "z"]);
  const actor = await makeMember(project.id);
  const first = await claimLeases(actor, project.slug, 1);
  const again = await claimLeases(actor, project.slug, 1);
  expect(again.leases).toEqual(first.leases);
  const both = await claimLeases(actor, project.slug, 2);
  expect(both.leases[0]).toEqual(first.leases[0]);
  expect(both.leases).toHaveLength(2);
});

test("thirty people at once fill every slot exactly once, and nobody gets a pair twice", async () => {
  const project = await makeProject({ overlap: 3 });
  for (let index = 0; index < 4; index += 1) await makeItem(project, ["a", "b", "c", "d"]);
  const people = await Promise.all(Array.from({ length: 30 }, () => makeMember(project.id)));
  await Promise.all(
    people.map(async (actor) => {
      for (;;) {
        const { leases } = await claimLeases(actor, project.slug, 1);
        if (!leases[0]) return;
        await submitJudgment(actor, answerAll(project, leases[0].leaseId));
      }
    }),
  );
  const judgments = await database.db.judgment.findMany({ where: { unit: { projectId: project.id } } });
  expect(judgments).toHaveLength(24 * 3);
  expect(judgments.every((judgment) => judgment.counted)).toBe(true);
  const perComparison = Map.groupBy(judgments, (judgment) => judgment.unitId);
  expect([...perComparison.values()].map((list) => list.length)).toEqual(Array(24).fill(3));
  expect(new Set(judgments.map((judgment) => `${judgment.unitId}/${judgment.annotatorId}`)).size).toBe(72);
});

test("two tabs of one person share their leases", async () => {
  const project = await makeProject({ overlap: 5 });
  await makeItem(project, ["a", "b", "c"]);
  const actor = await makeMember(project.id);
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimLeases(actor, project.slug, 1)));
  expect(new Set(claims.map(({ leases }) => leases[0]?.leaseId)).size).toBe(1);
});

test("an expired lease goes to somebody else, never back to the same person", async () => {
  const project = await makeProject({ overlap: 1 });
  await makeItem(project, ["a", "b"]);
  const [slow, quick] = [await makeMember(project.id), await makeMember(project.id)];
  await claimLeases(slow, project.slug, 1);
  expect((await claimLeases(quick, project.slug, 1)).leases).toEqual([]);
  await database.db.$executeRaw`UPDATE slot SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::uuid`;
  expect((await claimLeases(slow, project.slug, 1)).leases).toEqual([]);
  expect((await claimLeases(quick, project.slug, 1)).leases).toHaveLength(1);
});

test("a renewed lease lives on; somebody else cannot renew it", async () => {
  const project = await makeProject();
  await makeItem(project, ["a", "b"]);
  const [actor, stranger] = [await makeMember(project.id), await makeMember(project.id)];
  const { leases } = await claimLeases(actor, project.slug, 1);
  const ids = leases.map((lease) => lease.leaseId);
  expect(await renewLeases(stranger, ids)).toEqual([]);
  expect(await renewLeases(actor, ids)).toEqual(ids);
  await expect(renewLeases(actor, ["no uuid"])).rejects.toMatchObject({ code: "invalid_input" });
});

test("a comparison given back is free at once and does not return", async () => {
  const project = await makeProject({ overlap: 1 });
  await makeItem(project, ["a", "b"]);
  const [actor, other] = [await makeMember(project.id), await makeMember(project.id)];
  const { leases } = await claimLeases(actor, project.slug, 1);
  const leaseId = leases[0]?.leaseId ?? "";
  await releaseLease(actor, { leaseId, reason: "pictures_broken", note: "B is black" });
  await releaseLease(actor, { leaseId, reason: "pictures_broken" });
  expect((await claimLeases(actor, project.slug, 1)).leases).toEqual([]);
  expect((await claimLeases(other, project.slug, 1)).leases).toHaveLength(1);
  await expect(submitJudgment(actor, answerAll(project, leaseId))).rejects.toMatchObject({ code: "lease_released" });
});

test("paused people get nothing, and what they held is free", async () => {
  const project = await makeProject({ overlap: 1 });
  await makeItem(project, ["a", "b"]);
  const [actor, other] = [await makeMember(project.id), await makeMember(project.id)];
  await claimLeases(actor, project.slug, 1);
  await setMemberState("operator", project.id, { userId: actor.userId, state: "PAUSED", reason: "too fast" });
  await expect(claimLeases(actor, project.slug, 1)).rejects.toMatchObject({ code: "forbidden" });
  expect((await claimLeases(other, project.slug, 1)).leases).toHaveLength(1);
});

test("strangers do not learn that a project exists", async () => {
  const [project, own] = [await makeProject(), await makeProject()];
  const stranger = await makeMember(own.id);
  await expect(claimLeases(stranger, project.slug, 1)).rejects.toMatchObject({ code: "not_found" });
});

test("what a judging page receives names no generator, file, origin or id of a candidate", async () => {
  const project = await makeProject();
  const item = await makeItem(project, ["canary-generator-one", "canary-generator-two"]);
  const actor = await makeMember(project.id);
  const batch = await claimForJudging(actor, project.slug, 2);
  const text = JSON.stringify(batch);
  expect(batch.comparisons).toHaveLength(1);
  for (const secret of ["canary", "generator", "perturbation", item.id, ...item.candidateIds]) expect(text).not.toContain(secret);
  const [view] = batch.comparisons;
  expect(view?.edits[0]?.address.length).toBe(view?.edits[1]?.address.length);
  expect(Object.keys(view ?? {}).sort()).toEqual(["edits", "formVersion", "instruction", "language", "leaseId", "sources", "translation"]);
});

test("whoever has a slot's row locked holds nobody else up", async () => {
  const project = await makeProject({ overlap: 1 });
  await makeItem(project, ["a", "b", "c"]);
  const [first] = await database.db.slot.findMany({ where: { projectId: project.id }, orderBy: [{ priority: "asc" }, { slotNo: "asc" }], take: 1 });
  const actor = await makeMember(project.id);
  let settled = false;
  await database.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM slot WHERE unit_id = ${first!.unitId}::uuid FOR UPDATE`;
    const claim = claimLeases(actor, project.slug, 1).finally(() => (settled = true));
    for (let waited = 0; !settled && waited < 200; waited += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    // Without SKIP LOCKED the claim waits for this very transaction.
    expect(settled).toBe(true);
    expect((await claim).leases[0]?.unitId).not.toBe(first!.unitId);
  });
});
