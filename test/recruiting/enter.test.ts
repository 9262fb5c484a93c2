import { afterAll, beforeAll, expect, test } from "vitest";
import { setMemberState } from "#lib/annotator/index.ts";
import { createStudy, eraseParticipants, getStudy, setStudyState, viewStudy } from "#lib/recruiting/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { enter, makeStudy, panelId, prolificParameters } from "../factories/study.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("of thirty participants at once three get the three places", async () => {
  const study = await makeStudy(await makeProject());
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => enter(study, panelId())));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(3);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "study_full" });
  expect(await database.db.participation.count({ where: { studyId: study.id } })).toBe(3);
  expect(await viewStudy(study.token, prolificParameters(panelId()))).toMatchObject({ state: "full", code: null });
});

test("the same participant, ten times at once and from other browsers, is one annotator in one place", async () => {
  const study = await makeStudy(await makeProject());
  const participant = panelId();
  const actors = await Promise.all(Array.from({ length: 10 }, () => enter(study, participant)));
  expect(new Set(actors.map((actor) => actor.userId)).size).toBe(1);
  expect(new Set(actors.map((actor) => actor.sessionId)).size).toBe(10);
  expect(await database.db.participation.count({ where: { studyId: study.id } })).toBe(1);
  expect((await enter(study, panelId())).userId).not.toBe(actors[0]?.userId);
});

test("the same participant in two studies of a project stays one annotator, also when both begin at once", async () => {
  const project = await makeProject();
  const studies = await Promise.all([makeStudy(project), makeStudy(project)]);
  const participant = panelId();
  const actors = await Promise.all(studies.map((study) => enter(study, participant)));
  expect(actors[0]?.userId).toBe(actors[1]?.userId);
  const elsewhere = await enter(await makeStudy(await makeProject()), participant);
  expect(elsewhere.userId).not.toBe(actors[0]?.userId);
});

test("missing parameters, placeholders and odd ids are named one by one, and let nobody in", async () => {
  const study = await makeStudy(await makeProject());
  const given = { PROLIFIC_PID: "{{%PROLIFIC_PID%}}", STUDY_ID: "=cmd|' /C calc'!A0" };
  expect(await viewStudy(study.token, given)).toMatchObject({
    state: "bad_parameters",
    problems: [
      { parameter: "PROLIFIC_PID", problem: "placeholder" },
      { parameter: "STUDY_ID", problem: "malformed" },
      { parameter: "SESSION_ID", problem: "missing" },
    ],
  });
  await expect(enter(study, "not-an-id")).rejects.toMatchObject({ code: "invalid_input", details: { PROLIFIC_PID: "malformed" } });
  await expect(viewStudy("unknown", given)).rejects.toMatchObject({ code: "not_found" });
});

test("closed, not yet opened and over: newcomers are refused while those at work go on", async () => {
  const project = await makeProject();
  const study = await makeStudy(project);
  const participant = panelId();
  await enter(study, participant);
  await setStudyState("operator", project.id, study.id, "CLOSED");
  await expect(enter(study, panelId())).rejects.toMatchObject({ code: "study_closed" });
  await expect(enter(study, participant)).resolves.toMatchObject({ email: null });
  await setStudyState("operator", project.id, study.id, "OPEN");
  await expect(enter(study, panelId())).resolves.toBeDefined();
  const later = await makeStudy(project, { opensAt: new Date(Date.now() + 3_600_000).toISOString() });
  await expect(enter(later, panelId())).rejects.toMatchObject({ code: "study_not_open_yet" });
  const over = await makeStudy(project, { closesAt: new Date(Date.now() - 1_000).toISOString() });
  await expect(enter(over, panelId())).rejects.toMatchObject({ code: "study_closed" });
});

test("an excluded participant is refused, here and in another study of the project", async () => {
  const project = await makeProject();
  const study = await makeStudy(project);
  const participant = panelId();
  const { userId } = await enter(study, participant);
  await setMemberState("operator", project.id, { userId, state: "EXCLUDED", reason: "answers at random" });
  await expect(enter(study, participant)).rejects.toMatchObject({ code: "study_excluded" });
  expect(await viewStudy(study.token, prolificParameters(participant))).toMatchObject({ state: "excluded", code: null });
  await expect(enter(await makeStudy(project), participant)).rejects.toMatchObject({ code: "study_excluded" });
});

test("one participant cannot come in without end", async () => {
  const study = await makeStudy(await makeProject());
  const participant = panelId();
  for (let time = 0; time < 30; time += 1) await enter(study, participant);
  await expect(enter(study, participant)).rejects.toMatchObject({ code: "too_many_attempts", status: 429 });
});

test("erasing removes the panel's ids and keeps pseudonym and place; a whole study must be closed first", async () => {
  const project = await makeProject();
  const study = await makeStudy(project);
  const participant = panelId();
  const { pseudonym, userId } = await enter(study, participant);
  await expect(eraseParticipants("operator", project.id, study.id)).rejects.toMatchObject({ code: "study_open" });
  await setStudyState("operator", project.id, study.id, "CLOSED");
  expect(await eraseParticipants("operator", project.id, study.id)).toBe(1);
  expect(await eraseParticipants("operator", project.id, study.id)).toBe(0);
  const part = await database.db.participation.findFirstOrThrow({ where: { studyId: study.id }, include: { user: true } });
  expect(part).toMatchObject({ userId, participantId: null, panelStudyId: null, sessionId: null, user: { pseudonym } });
  expect(JSON.stringify(await database.db.auditEntry.findMany({ where: { projectId: project.id } }), (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))).not.toContain(participant);
});

test("only owners make and see studies, and each field is checked", async () => {
  const project = await makeProject();
  const [owner, reviewer] = [await makeMember(project.id, { role: "OWNER" }), await makeMember(project.id, { role: "REVIEWER" })];
  const good = { name: "Pilot", judgmentsPerParticipant: 5, participantLimit: 10, completionCode: "C1", screenOutCode: "S1" };
  await expect(createStudy(reviewer, project.id, good)).rejects.toMatchObject({ code: "forbidden" });
  const study = await createStudy(owner, project.id, good);
  expect(study).toMatchObject({ participantParameter: "PROLIFIC_PID", studyParameter: "STUDY_ID", sessionParameter: "SESSION_ID", returnAddress: "https://app.prolific.com/submissions/complete?cc={code}" });
  await expect(getStudy(reviewer, project.id, study.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getStudy(owner, (await makeProject()).id, study.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(createStudy(owner, project.id, good)).rejects.toMatchObject({ code: "study_name_taken" });
  const bad = { ...good, name: "", screenOutCode: "C1", returnAddress: "javascript:alert('{code}')" };
  await expect(createStudy(owner, project.id, bad)).rejects.toMatchObject({ code: "invalid_input", details: { name: expect.any(Array), returnAddress: expect.any(Array) } });
  await expect(createStudy(owner, project.id, { ...good, name: "Other", screenOutCode: "C1" })).rejects.toMatchObject({ details: { screenOutCode: expect.any(Array) } });
});
