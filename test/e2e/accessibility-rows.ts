import { createInvite, setQualityRules } from "#lib/annotator/index.ts";
import { answerBlind, claimAdjudication, decide } from "#lib/adjudication/index.ts";
import { type Actor, createUser } from "#lib/auth/index.ts";
import { saveForm } from "#lib/form/index.ts";
import { freezeReport } from "#lib/frozen-report/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { setGold } from "#lib/gold/index.ts";
import { exampleLine } from "#lib/guideline/index.ts";
import { claimLeases, type Region, submitJudgment } from "#lib/judgment/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { plant } from "../annotator/planted-work.ts";
import { importSource, makeLine, writeSource } from "../factories/import-source.ts";
import { answerAll } from "../factories/judging.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeLearnedRun } from "../factories/learned-run.ts";
import { makeFinishedRun, makeJudge } from "../factories/scoring.ts";
import { enter, makeStudy, panelId, prolificParameters } from "../factories/study.ts";
import type { JudgingStack } from "./judging-stack.ts";

export const OWNER = { email: "owner@example.org", password: "correct horse battery" };

/** Ids and addresses of rows that fill every page; comparison ids by what was done with them. */
export type Rows = {
  personId: string;
  itemId: string;
  comparisons: { faults: string; decided: string; gold: string };
  imports: { whole: string; faulty: string };
  studyId: string;
  studyPath: string;
  invitePath: string;
  scoring: { scorerId: string; runId: string; candidateId: string; learnedRunId: string };
  frozenId: string;
};

/** One comparison judged with a box on an edit. Returns its id. */
async function markFaults(project: Project): Promise<string> {
  await saveForm("operator", project.id, { blocks: [{ kind: "pair" }, { kind: "regions" }] });
  const actor = await makeMember(project.id);
  const { leases } = await claimLeases(actor, project.slug, 1);
  const { shown, leaseId, unitId } = leases[0]!;
  const region: Region = { type: "over_edit", severity: 0.9, note: "the sky", shape: { kind: "box", x: 4, y: 4, width: 40, height: 30 } };
  await submitJudgment(actor, { ...answerAll(project, leaseId), parts: { regions: shown.map((_, index) => (index === 0 ? [region] : [])) } });
  return unitId;
}

async function judgeTwice(people: readonly [Actor, Actor], comparisonIds: readonly string[]): Promise<void> {
  for (const [index, id] of comparisonIds.entries()) {
    await makeJudgment(id, people[0], { prompt_following: "A", overall: index % 3 === 2 ? "TIE" : "A" });
    await makeJudgment(id, people[1], { prompt_following: "A", overall: index % 2 === 0 ? "B" : "A" }, { leftIsA: false });
  }
}

async function decideOne(project: Project, reviewer: Actor, comparisonId: string): Promise<void> {
  const task = await claimAdjudication(reviewer, project.slug, comparisonId);
  await answerBlind(reviewer, task!.id, { verdicts: Object.fromEntries(project.dimensions.map((dimension) => [dimension, { value: "tie" }])) });
  await decide(reviewer, task!.id, { verdicts: { overall: { value: "left" } }, reason: "It keeps the shadow." });
}

/** Gold and repeats of one person, besides the two of a quiz that nobody has judged. */
async function measure(project: Project, person: Actor, comparisonIds: readonly string[], quizIds: readonly string[]): Promise<void> {
  const verdicts = Object.fromEntries(project.dimensions.map((dimension) => [dimension, "A" as const]));
  await setGold("operator", project.id, quizIds.map((comparisonId) => ({ comparisonId, verdicts, explanation: "{A} did what was asked.", inQuiz: true })));
  for (const id of quizIds) await plant(project, person, id, "B", { purpose: "GOLD", durationMs: 700 });
  for (const id of comparisonIds) await plant(project, person, id, "B", { purpose: "REPEAT", durationMs: 900 });
  await setQualityRules("operator", project.id, [{ flag: "speed", level: "serious", action: "warn" }]);
}

async function recruit(project: Project): Promise<{ studyId: string; studyPath: string }> {
  const study = await makeStudy(project, { estimatedMinutes: 5, contact: "lab@example.org" });
  await enter(study, panelId());
  return { studyId: study.id, studyPath: `/study/${study.token}?${new URLSearchParams(prolificParameters(panelId()))}` };
}

async function importFaulty(project: Project): Promise<string> {
  return (await importSource(project.id, writeSource([makeLine("x"), "{ not a line"]))).id;
}

/** A judge that scored everything but one pass. */
async function score(project: Project, candidateIds: string[]): Promise<Rows["scoring"]> {
  const judge = await makeJudge();
  const run = await makeFinishedRun(project.id, judge, candidateIds);
  const learned = await makeLearnedRun(project.id, judge.id);
  return { scorerId: judge.id, runId: run.id, candidateId: candidateIds[0]!, learnedRunId: learned.id };
}

/** Fills a project of four items with four candidates each, and makes its owner's account. */
export async function makeRows({ database: { db }, project }: JudgingStack): Promise<Rows> {
  const account = await createUser(db, OWNER);
  await db.member.create({ data: { projectId: project.id, userId: account.id, role: "OWNER" } });
  const faults = await markFaults(project);
  await saveForm("operator", project.id, { blocks: [{ kind: "pair" }] });
  const others = (await db.comparison.findMany({ where: { id: { not: faults } }, orderBy: { id: "asc" } })).map(({ id }) => id);
  const [one, two] = [await makeMember(project.id), await makeMember(project.id, { simulated: true })] as const;
  await judgeTwice([one, two], others.slice(0, 6));
  await decideOne(project, await makeMember(project.id, { role: "REVIEWER" }), others[0]!);
  await measure(project, one, others.slice(0, 6), others.slice(9, 11));
  await updateProject("operator", project.id, { guideline: `# Overall\nWhich would **you** keep? See [a page](https://example.org).\n\n${exampleLine(others[0]!, "A keeps the shadow")}\n\n| Scale | Means |\n|---|---|\n| 1 | of no use |` });
  const { path: invitePath } = await createInvite("operator", project.id, { label: "Friends", maxUses: 5 });
  const whole = await db.import.findFirstOrThrow({ where: { projectId: project.id } });
  const item = await db.item.findFirstOrThrow({ where: { projectId: project.id } });
  const scoring = await score(project, (await db.candidate.findMany({ where: { itemId: item.id } })).map(({ id }) => id));
  const frozen = await freezeReport("operator", project.slug, { name: "Table 1" });
  return { frozenId: frozen.id, personId: one.userId, itemId: item.id, comparisons: { faults, decided: others[0]!, gold: others[9]! }, imports: { whole: whole.id, faulty: await importFaulty(project) }, ...(await recruit(project)), invitePath, scoring };
}
