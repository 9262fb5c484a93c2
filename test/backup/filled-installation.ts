import { randomUUID } from "node:crypto";
import { claimAdjudication } from "#lib/adjudication/index.ts";
import { createInvite } from "#lib/annotator/index.ts";
import { createSession, createUser } from "#lib/auth/index.ts";
import type { Db } from "#lib/db.ts";
import { saveForm } from "#lib/form/index.ts";
import { createUploadedImport, prepareItem } from "#lib/import/index.ts";
import { getJointState, joinJointSession, startJointSession } from "#lib/joint/index.ts";
import { claimLeases, reviseJudgment, submitJudgment } from "#lib/judgment/index.ts";
import { setQuiz, startQuiz } from "#lib/quiz/index.ts";
import { makeGold } from "../factories/gold.ts";
import { importSource, makeLine, writeSource } from "../factories/import-source.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { enter, makeStudy } from "../factories/study.ts";
import { makeJudgedProject } from "../report/judged-project.ts";

/** Text that COPY, JSON or an encoding could spoil. */
export const HARD_TEXT = "tab\there, line\nbreak, \\N and \\., quote \" ' comma; 红色的杯子 🎨 é é \u0001";
export const HARD_NUMBERS = ["0.30000000000000004", "5e-324", "1.7976931348623157e308", "-0", "0.3333333333333333", "123456789.12345678"];

async function importPictures(db: Db): Promise<string> {
  const project = await makeProject({ name: HARD_TEXT, guideline: `# ${HARD_TEXT}` });
  const colours = { "source.png": "#3a7", "a.png": "red", "b.png": "blue" };
  const files = Object.fromEntries(await Promise.all(Object.entries(colours).map(async ([name, colour]) => [name, await makePlainPicture({ colour })] as const)));
  const lines = [makeLine("prepared"), makeLine("waiting", { instruction: HARD_TEXT }), makeLine("refused", { source: "nowhere.png" })];
  await importSource(project.id, writeSource(lines, files));
  const prepared = await db.item.findFirstOrThrow({ where: { projectId: project.id, externalId: "prepared" } });
  await prepareItem(prepared.id, { scorerVersionId: null });
  return project.id;
}

async function judgeInEveryWay(): Promise<void> {
  const project = await makeProject({ overlap: 2 });
  await makeItem(project, ["one", "two", "three", "four"]);
  await makeGold(project, 3, { inQuiz: true });
  const [actor, lead, partner, pupil] = [await makeMember(project.id), await makeMember(project.id), await makeMember(project.id), await makeMember(project.id)];
  const { leases } = await claimLeases(actor, project.slug, 3);
  const answer = answerAll(project, leases[0]!.leaseId, { value: "left" }, { note: HARD_TEXT });
  await submitJudgment(actor, answer);
  await reviseJudgment(actor, { id: randomUUID(), judgmentId: answer.id, verdicts: answerAll(project, "", { value: "tie" }).verdicts, durationMs: 9 });
  const { sessionId } = await startJointSession(lead, project.slug);
  await joinJointSession(partner, (await getJointState(lead, sessionId)).code!);
  await getJointState(lead, sessionId);
  await setQuiz("operator", project.id, { size: 2, passMark: 1, attempts: 2 });
  await startQuiz(pupil, project.slug);
  await saveForm("operator", project.id, { blocks: [{ kind: "rate" }] });
  await createInvite("operator", project.id, { label: "link", maxUses: 10, validDays: 3 });
  await enter(await makeStudy(project), "5f0000000000000000000001");
}

/** Rows of many kinds, pictures with their derivatives, an upload that no worker has read, and values that are hard to carry. */
export async function fillInstallation(db: Db): Promise<{ uploadId: string }> {
  const projectId = await importPictures(db);
  const { project, people, scorerVersionId } = await makeJudgedProject();
  const reviewer = await makeMember(project.id, { role: "REVIEWER" });
  await claimAdjudication(reviewer, project.slug);
  await judgeInEveryWay();
  const account = await createUser(db, { email: "ann@example.org", password: "a long enough one", pseudonym: "ann" });
  await createSession(account.id);
  await db.memberFlag.create({ data: { id: randomUUID(), projectId: project.id, userId: people.first.userId, flag: "speed", level: "serious", action: "warn", evidence: { share: 0.1 + 0.2 } } });
  const candidates = await db.candidate.findMany({ take: HARD_NUMBERS.length, orderBy: { id: "asc" } });
  await db.scoreFailure.create({ data: { candidateId: candidates[0]!.id, scorerVersionId, pass: 7, code: "picture_broken", message: HARD_TEXT } });
  for (const [index, value] of HARD_NUMBERS.entries()) {
    await db.score.create({ data: { candidateId: candidates[index]!.id, scorerVersionId, dimension: "visual_quality", pass: index, value: 0 } });
    await db.$executeRaw`UPDATE score SET value = ${value}::text::float8 WHERE candidate_id = ${candidates[index]!.id}::uuid AND dimension = 'visual_quality' AND pass = ${index}`;
  }
  const body = (async function* () {
    yield Buffer.from(`${JSON.stringify(makeLine("uploaded"))}\n`);
  })();
  const upload = await createUploadedImport("operator", { projectId, fileName: "later.jsonl", body });
  return { uploadId: upload.id };
}
