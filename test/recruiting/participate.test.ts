import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { exportProject } from "#lib/export/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { claimForJudging, getOwnProgress, type JudgingBatch, submitJudgment } from "#lib/judgment/index.ts";
import { csvCell } from "#lib/figure-table/index.ts";
import { getStudy, leaveStudy, listParticipants, markParticipants, participantsCsv, screenOut, viewStudy } from "#lib/recruiting/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { enter, makeStudy, panelId, prolificParameters } from "../factories/study.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function makeJudged(overlap = 3): Promise<Project> {
  const project = await makeProject({ overlap });
  await makeItem(project, ["a", "b", "c", "d"]);
  return project;
}

const freeSlots = (project: Project) => database.db.slot.count({ where: { projectId: project.id, annotatorId: null } });

/** Judges until nothing more is handed out. */
async function judgeAll(actor: Actor, project: Project): Promise<{ given: number; last: JudgingBatch }> {
  for (let given = 0; ; given += 1) {
    const batch = await claimForJudging(actor, project.slug, 1);
    const [view] = batch.comparisons;
    if (!view) return { given, last: batch };
    await submitJudgment(actor, answerAll(project, view.leaseId));
  }
}

test("a participant is handed what the study asks for, then has completed and gets the code, once and for all", async () => {
  const project = await makeJudged();
  const study = await makeStudy(project, { judgmentsPerParticipant: 2 });
  const participant = panelId();
  const actor = await enter(study, participant);
  const batch = await claimForJudging(actor, project.slug, 8);
  expect(batch.comparisons).toHaveLength(2);
  expect(batch.progress).toMatchObject({ total: 0, remaining: 2 });
  expect(batch.participation).toEqual({ state: "STARTED", provider: "PROLIFIC", code: null, returnAddress: null });
  expect(JSON.stringify(batch)).not.toMatch(/DONE123|OUT123/);
  const { given, last } = await judgeAll(actor, project);
  expect(given).toBe(2);
  const done = { state: "COMPLETED", code: "DONE123", returnAddress: "https://app.prolific.com/submissions/complete?cc=DONE123" };
  expect(last).toMatchObject({ ending: "limit_reached", participation: done, progress: { total: 2, remaining: 0 } });
  const again = await Promise.all(Array.from({ length: 5 }, () => claimForJudging(actor, project.slug, 3)));
  for (const one of again) expect(one).toMatchObject({ comparisons: [], participation: done });
  expect(await database.db.auditEntry.count({ where: { projectId: project.id, action: "participation_ended" } })).toBe(1);
  expect(await viewStudy(study.token, prolificParameters(participant))).toMatchObject({ state: "completed", code: "DONE123" });
  await expect(enter(study, participant)).rejects.toMatchObject({ code: "study_completed" });
});

test("where work runs out first, who has judged completes, and who has judged nothing does not", async () => {
  const project = await makeJudged(1);
  const study = await makeStudy(project, { judgmentsPerParticipant: 50 });
  const [first, second] = [await enter(study, panelId()), await enter(study, panelId())];
  const { given, last } = await judgeAll(first, project);
  expect(given).toBe(6);
  expect(last).toMatchObject({ ending: "no_work", participation: { state: "COMPLETED" } });
  expect(await claimForJudging(second, project.slug, 1)).toMatchObject({ ending: "no_work", participation: { state: "STARTED", code: null } });
});

test("leaving gives slots and place back at once; coming back goes on where it stopped, when there is a place", async () => {
  const project = await makeJudged();
  const study = await makeStudy(project, { judgmentsPerParticipant: 3, participantLimit: 1 });
  const participant = panelId();
  const actor = await enter(study, participant);
  const [view] = (await claimForJudging(actor, project.slug, 3)).comparisons;
  await submitJudgment(actor, answerAll(project, view?.leaseId ?? ""));
  expect(await freeSlots(project)).toBe(18 - 3);
  await expect(enter(study, panelId())).rejects.toMatchObject({ code: "study_full" });
  expect(await leaveStudy(actor, project.slug)).toMatchObject({ state: "RETURNED", code: null });
  expect(await leaveStudy(actor, project.slug)).toMatchObject({ state: "RETURNED" });
  expect(await freeSlots(project)).toBe(18 - 1);
  expect(await claimForJudging(actor, project.slug, 3)).toMatchObject({ comparisons: [], participation: { state: "RETURNED" } });
  expect((await enter(study, participant)).userId).toBe(actor.userId);
  expect(await getOwnProgress(actor, project)).toMatchObject({ total: 1, remaining: 2 });
  await leaveStudy(actor, project.slug);
  await enter(study, panelId());
  await expect(enter(study, participant)).rejects.toMatchObject({ code: "study_full" });
});

test("idle participants and those over the longest time are timed out when somebody else comes; live leases are activity", async () => {
  const project = await makeJudged();
  const study = await makeStudy(project, { participantLimit: 1, maximumMinutes: 60 });
  const hourAgo = new Date(Date.now() - 59 * 60_000);
  const idle = await enter(study, panelId());
  await claimForJudging(idle, project.slug, 1);
  await database.db.participation.updateMany({ where: { userId: idle.userId }, data: { activeAt: hourAgo } });
  await expect(enter(study, panelId())).rejects.toMatchObject({ code: "study_full" });
  await database.db.slot.updateMany({ where: { annotatorId: idle.userId }, data: { leaseExpiresAt: hourAgo } });
  const slow = await enter(study, panelId());
  await database.db.participation.updateMany({ where: { userId: slow.userId }, data: { resumedAt: new Date(Date.now() - 61 * 60_000) } });
  await enter(study, panelId());
  const { rows } = await listParticipants("operator", project.id, study.id);
  expect(rows.map((row) => [row.state, row.endReason])).toEqual([["TIMED_OUT", "no activity"], ["TIMED_OUT", "longest time over"], ["STARTED", null]]);
});

test("screening out ends the part with its own code and frees slots; others are left alone", async () => {
  const project = await makeJudged();
  const study = await makeStudy(project);
  const [failed, other] = [await enter(study, panelId()), await enter(study, panelId())];
  await claimForJudging(failed, project.slug, 2);
  const run = () => database.db.$transaction((tx) => screenOut(tx, failed, { projectId: project.id, userId: failed.userId }, "2 of 5 right"));
  expect([await run(), await run()]).toEqual([true, false]);
  expect(await freeSlots(project)).toBe(18);
  expect(await claimForJudging(failed, project.slug, 1)).toMatchObject({ comparisons: [], participation: { state: "SCREENED_OUT", code: "OUT123" } });
  expect((await claimForJudging(other, project.slug, 1)).comparisons).toHaveLength(1);
});

test("ids pasted from the panel mark those at work, once; the CSV suggests what to approve and no export of judgments names anybody", async () => {
  const project = await makeJudged();
  const study = await makeStudy(project, { judgmentsPerParticipant: 2 });
  const ids = [panelId(), panelId(), panelId()];
  const [done, gone] = [await enter(study, ids[0] ?? ""), await enter(study, ids[1] ?? "")];
  await judgeAll(done, project);
  await claimForJudging(gone, project.slug, 2);
  const paste = { state: "RETURNED", ids: `${ids[0]}\n${ids[1]}, ${ids[2]};` };
  expect(await markParticipants("operator", project.id, study.id, paste)).toEqual({ endedCount: 1, unchangedCount: 1, unknownIds: [ids[2]] });
  expect(await markParticipants("operator", project.id, study.id, paste)).toMatchObject({ endedCount: 0, unchangedCount: 2 });
  expect(await freeSlots(project)).toBe(18 - 2);
  expect((await getStudy("operator", project.id, study.id)).counts).toMatchObject({ COMPLETED: 1, RETURNED: 1, STARTED: 0 });
  const lines = (await participantsCsv("operator", project.id, study.id)).trimEnd().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(new RegExp(`^${ids[0]},[0-9a-f]{24},${done.pseudonym},COMPLETED,2,2,[0-9.]+,0.1,4,approve,all judged$`));
  expect(lines[2]).toMatch(new RegExp(`^${ids[1]},[0-9a-f]{24},${gone.pseudonym},RETURNED,0,2,[0-9.]+,0,,none,returned after 0 of 2$`));
  let exported = "";
  for await (const part of exportProject("operator", project.slug)) exported += String(part);
  expect(exported).toContain(done.pseudonym);
  for (const id of ids) expect(exported).not.toContain(id);
});

test("cells that a spreadsheet would run get an apostrophe, and commas and quotes are kept", () => {
  expect(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "plain", 'a "b", c', -3, null].map(csvCell)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx", `"'\rx"`, "plain", '"a ""b"", c"', "-3", ""]);
});
