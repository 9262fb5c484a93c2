import { randomUUID } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import { getCurrentForm } from "../form/get-form.ts";
import type { Project } from "../generated/prisma/client.ts";
import { getQuiz, type QuizStanding, readAttempts, requireQuizMember } from "./get-quiz.ts";

type Question = { comparisonId: string; shown: string[] };

/** Quiz gold in an order and with sides drawn anew for each attempt. */
function drawQuestions(tx: Transaction, project: Project): Promise<Question[]> {
  return tx.$queryRaw<Question[]>`
    SELECT c.id AS "comparisonId", CASE WHEN random() < 0.5 THEN ARRAY[c.candidate_a_id, c.candidate_b_id] ELSE ARRAY[c.candidate_b_id, c.candidate_a_id] END AS shown
    FROM gold g JOIN comparison c ON c.id = g.comparison_id WHERE c.project_id = ${project.id}::uuid AND g.in_quiz ORDER BY random() LIMIT ${project.quizSize}::int`;
}

async function start(tx: Transaction, actor: Actor, project: Project): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`quiz ${project.id} ${actor.userId}`}, 2))`;
  const attempts = await readAttempts(tx, project.id, actor.userId);
  if (attempts.some((attempt) => attempt.passed || attempt.finishedAt === null)) return;
  if (attempts.length >= project.quizAttempts) throw conflict("quiz_attempts_used", "You have used all attempts at this quiz. The project's owner can say what comes next.");
  const questions = await drawQuestions(tx, project);
  if (questions.length === 0) throw conflict("quiz_not_ready", "The quiz has no questions yet. Come back later.");
  const { id: formId } = await getCurrentForm(tx, project.id);
  const id = randomUUID();
  const number = attempts.length + 1;
  // Where there are fewer questions than wanted, the same share of them must be right.
  const passMark = Math.ceil((project.quizPassMark * questions.length) / project.quizSize);
  const answers = questions.map((question, index) => ({ id: randomUUID(), position: index + 1, ...question }));
  await tx.quizAttempt.create({ data: { id, projectId: project.id, userId: actor.userId, number, formId, passMark, answers: { createMany: { data: answers } } } });
  await recordAudit(tx, { caller: actor, projectId: project.id, action: "quiz_started", subject: id, detail: { number } });
}

/**
 * Starts an attempt at the entry quiz; one that is under way goes on, one that has passed stays. Twice is harmless.
 * Throws `not_found`, `forbidden`, `quiz_attempts_used`, `quiz_not_ready`.
 */
export async function startQuiz(actor: Actor, slug: string): Promise<QuizStanding> {
  const { project } = await requireQuizMember(actor, slug);
  if (project.quizSize > 0) await getDb().$transaction((tx) => start(tx, actor, project));
  return getQuiz(actor, slug);
}
