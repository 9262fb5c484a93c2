import { type Actor, requireMember } from "../auth/actor.ts";
import { type DbOrTransaction, getDb, type Prisma } from "../db.ts";
import { findBlock, type FormDefinition, readForm } from "../form/index.ts";
import type { Member, Project } from "../generated/prisma/client.ts";
import { getCurrentForm } from "../form/get-form.ts";
import { JUDGING_ROLES } from "../judgment/claim-units.ts";
import { type JudgingView, showUnit } from "../judgment/judging-view.ts";
import { getProject } from "../project/get-project.ts";
import type { DimensionName } from "../project/schemas.ts";
import { findParticipation, type OwnParticipation, showParticipation } from "../recruiting/own-participation.ts";

export type QuizStanding = {
  /** ready: an attempt can be started; running: a question is open; passed; failed: no attempts left; off: no quiz here. */
  state: "off" | "ready" | "running" | "passed" | "failed";
  project: { name: string; slug: string };
  dimensions: DimensionName[];
  passMark: number;
  attemptsLeft: number;
  /** The latest attempt: how far, and how many right. */
  attempt: { number: number; answered: number; right: number; total: number; passMark: number; passed: boolean | null } | null;
  /** The open question; its `leaseId` names it. Nothing in it tells the answer. */
  question: JudgingView | null;
  /** This person's part in a panel's study; null for people from no panel. */
  participation: OwnParticipation | null;
};

const WITH_ANSWERS = { answers: { orderBy: { position: "asc" } }, form: true } satisfies Prisma.QuizAttemptInclude;
export type LoadedAttempt = Prisma.QuizAttemptGetPayload<{ include: typeof WITH_ANSWERS }>;

/** Somebody's attempts, oldest first. */
export function readAttempts(db: DbOrTransaction, projectId: string, userId: string): Promise<LoadedAttempt[]> {
  return db.quizAttempt.findMany({ where: { projectId, userId }, include: WITH_ANSWERS, orderBy: { number: "asc" } });
}

/** What a question asks: the form's pair questions, or all dimensions where the form asks otherwise. */
export function quizDimensions(form: FormDefinition, project: Pick<Project, "dimensions">): DimensionName[] {
  return findBlock(form, "pair")?.dimensions ?? project.dimensions;
}

export async function requireQuizMember(actor: Actor, slug: string): Promise<{ project: Project; member: Member }> {
  const project = await getProject(actor, slug, JUDGING_ROLES);
  return { project, member: await requireMember(getDb(), actor, project.id, JUDGING_ROLES) };
}

function stateOf(project: Project, attempts: readonly LoadedAttempt[]): QuizStanding["state"] {
  if (attempts.some((attempt) => attempt.passed)) return "passed";
  if (project.quizSize === 0) return "off";
  if (attempts.some((attempt) => attempt.finishedAt === null)) return "running";
  return attempts.length < project.quizAttempts ? "ready" : "failed";
}

/** Where somebody stands with the entry quiz, and the open question if there is one. Throws `not_found` or `forbidden`. */
export async function getQuiz(actor: Actor, slug: string): Promise<QuizStanding> {
  const { project } = await requireQuizMember(actor, slug);
  const attempts = await readAttempts(getDb(), project.id, actor.userId);
  const state = stateOf(project, attempts);
  const latest = attempts.at(-1);
  const form = latest ? readForm(latest.form) : await getCurrentForm(getDb(), project.id);
  const open = state === "running" ? latest?.answers.find((answer) => answer.answeredAt === null) : undefined;
  const part = await findParticipation(getDb(), project.id, actor.userId);
  return {
    state,
    participation: part && showParticipation(part),
    project: { name: project.name, slug },
    dimensions: quizDimensions(form.definition, project),
    passMark: project.quizPassMark,
    attemptsLeft: Math.max(0, project.quizAttempts - attempts.length),
    attempt: latest ? { number: latest.number, answered: latest.answers.filter((answer) => answer.answeredAt).length, right: latest.answers.filter((answer) => answer.isRight).length, total: latest.answers.length, passMark: latest.passMark, passed: latest.passed } : null,
    question: open ? await showUnit(actor, { leaseId: open.id, unitId: open.comparisonId, shown: open.shown }, form.version) : null,
  };
}
