import { afterAll, beforeAll, expect, test } from "vitest";
import type { Project } from "#lib/generated/prisma/client.ts";
import { leaveStudy, listParticipants, setStudyState, updateStudy, viewStudy } from "#lib/recruiting/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { enter, makeStudy, panelId, prolificParameters } from "../factories/study.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const updates = (project: Project) => database.db.auditEntry.findMany({ where: { projectId: project.id, action: "study_updated" }, orderBy: { id: "asc" } });

test("what is given replaces what is there, once; the rest stays, and the record names fields without codes", async () => {
  const project = await makeProject();
  const study = await makeStudy(project, { contact: "lab@example.org", closesAt: "2030-01-01T10:00:00Z" });
  await setStudyState("operator", project.id, study.id, "CLOSED");
  const change = { name: "Second pilot", completionCode: "NEW42", noConsentCode: "", participantLimit: "5", maximumMinutes: 30, closesAt: "2030-02-01T10:00:00Z", state: "OPEN", token: "mine" };
  const changed = await updateStudy("operator", project.id, study.id, change);
  expect(changed).toEqual({ ...study, name: "Second pilot", completionCode: "NEW42", noConsentCode: null, participantLimit: 5, maximumMinutes: 30, closesAt: new Date("2030-02-01T10:00:00Z"), state: "CLOSED" });
  expect(await updateStudy("operator", project.id, study.id, change)).toEqual(changed);
  expect(await updateStudy("operator", project.id, study.id, {})).toEqual(changed);
  const entries = await updates(project);
  expect(entries.map((entry) => entry.detail)).toEqual([{ fields: expect.arrayContaining(["name", "completionCode", "noConsentCode", "participantLimit", "maximumMinutes", "closesAt"]) as unknown, participantLimit: 5, judgmentsPerParticipant: 2 }]);
  expect(JSON.stringify(entries[0]?.detail)).not.toMatch(/NEW42|NO123/);
});

test("panel, parameters and judgments each change until the first one comes, and never after; the rest still does", async () => {
  const project = await makeProject();
  const study = await makeStudy(project);
  const other = { provider: "GENERIC", participantParameter: "pid", studyParameter: "", sessionParameter: "", judgmentsPerParticipant: 4 };
  expect(await updateStudy("operator", project.id, study.id, other)).toMatchObject({ ...other, studyParameter: null, sessionParameter: null });
  const back = await updateStudy("operator", project.id, study.id, { provider: "PROLIFIC", participantParameter: "PROLIFIC_PID" });
  expect(back).toMatchObject({ studyParameter: "STUDY_ID", sessionParameter: "SESSION_ID" });
  const participant = panelId();
  await leaveStudy(await enter(back, participant), project.slug);
  await expect(updateStudy("operator", project.id, study.id, { ...other, judgmentsPerParticipant: 5 })).rejects.toMatchObject({ code: "study_begun", status: 409, details: { provider: expect.any(Array), participantParameter: expect.any(Array), judgmentsPerParticipant: expect.any(Array) } });
  // The same values again are no change.
  expect(await updateStudy("operator", project.id, study.id, { provider: "PROLIFIC", judgmentsPerParticipant: 4, screenOutCode: "OUT9" })).toMatchObject({ screenOutCode: "OUT9" });
  expect(await updates(project)).toHaveLength(3);
});

test("who has completed sees the changed code and way back", async () => {
  const project = await makeProject();
  const study = await makeStudy(project);
  const participant = panelId();
  const { userId } = await enter(study, participant);
  await database.db.participation.updateMany({ where: { userId }, data: { state: "COMPLETED", endedAt: new Date() } });
  await updateStudy("operator", project.id, study.id, { completionCode: "FIXED1", returnAddress: "https://panel.example/end?c={code}" });
  expect(await viewStudy(study.token, prolificParameters(participant))).toMatchObject({ state: "completed", code: "FIXED1", returnAddress: "https://panel.example/end?c=FIXED1" });
});

test("places can be added at once and taken away down to those that are taken, also while people come", async () => {
  const project = await makeProject();
  const study = await makeStudy(project, { participantLimit: 2 });
  await Promise.all([enter(study, panelId()), enter(study, panelId())]);
  await expect(enter(study, panelId())).rejects.toMatchObject({ code: "study_full" });
  await expect(updateStudy("operator", project.id, study.id, { participantLimit: 1 })).rejects.toMatchObject({ code: "study_places_taken", details: { participantLimit: expect.any(Array) } });
  await updateStudy("operator", project.id, study.id, { participantLimit: 12 });
  await Promise.allSettled([...Array.from({ length: 10 }, () => enter(study, panelId())), ...[6, 4, 3].map((participantLimit) => updateStudy("operator", project.id, study.id, { participantLimit }))]);
  const { participantLimit } = await database.db.study.findUniqueOrThrow({ where: { id: study.id } });
  expect((await listParticipants("operator", project.id, study.id)).total).toBeLessThanOrEqual(participantLimit);
});

test("owners alone change studies, of their own project; each field is checked, and a name belongs to one study", async () => {
  const project = await makeProject();
  const [owner, reviewer] = [await makeMember(project.id, { role: "OWNER" }), await makeMember(project.id, { role: "REVIEWER" })];
  const [study, other] = [await makeStudy(project), await makeStudy(project)];
  await expect(updateStudy(reviewer, project.id, study.id, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(updateStudy(owner, (await makeProject()).id, study.id, { name: "Mine" })).rejects.toMatchObject({ code: "not_found" });
  await expect(updateStudy("operator", (await makeProject()).id, study.id, { name: "Mine" })).rejects.toMatchObject({ code: "not_found" });
  await expect(updateStudy(owner, project.id, study.id, { name: other.name })).rejects.toMatchObject({ code: "study_name_taken" });
  await expect(updateStudy(owner, project.id, study.id, { name: "", participantLimit: 0 })).rejects.toMatchObject({ code: "invalid_input", details: { name: expect.any(Array), participantLimit: expect.any(Array) } });
  await expect(updateStudy(owner, project.id, study.id, { screenOutCode: study.completionCode })).rejects.toMatchObject({ details: { screenOutCode: expect.any(Array) } });
  await expect(updateStudy(owner, project.id, study.id, "a text")).rejects.toMatchObject({ code: "invalid_input" });
  const both = await Promise.allSettled([study, other].map(({ id }) => updateStudy(owner, project.id, id, { name: "Wanted" })));
  expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  for (const result of both) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "study_name_taken" });
});
