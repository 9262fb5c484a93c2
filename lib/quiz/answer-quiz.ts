import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb, type Prisma, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import { readForm } from "../form/index.ts";
import type { Project } from "../generated/prisma/client.ts";
import { requireKeys } from "../judgment/answer/context.ts";
import { screenOut } from "../recruiting/leave-study.ts";
import type { SideVerdict } from "../judgment/schemas.ts";
import { getQuiz, quizDimensions, type QuizStanding, requireQuizMember } from "./get-quiz.ts";
import { isRight, type Solution, solve } from "./grade-question.ts";
import { AnswerQuizInput } from "./schemas.ts";

/** What is said of an answer at once, and where the quiz stands after it. */
export type QuizFeedback = Solution & { isRight: boolean; given: Record<string, SideVerdict>; standing: QuizStanding };

const QUESTION = { attempt: { include: { form: true, answers: true } }, comparison: { include: { gold: { include: { verdicts: true } } } } } satisfies Prisma.QuizAnswerInclude;
type Question = Prisma.QuizAnswerGetPayload<{ include: typeof QUESTION }>;

/** Ends an attempt with its last answer. Who fails the last one that the project allows leaves a panel's study with the code for it. */
async function finishIfLast(tx: Transaction, actor: Actor, project: Project, { attempt, id }: Question, wasRight: boolean): Promise<void> {
  const others = attempt.answers.filter((answer) => answer.id !== id);
  if (others.some((answer) => answer.answeredAt === null)) return;
  const right = others.filter((answer) => answer.isRight).length + (wasRight ? 1 : 0);
  const passed = right >= attempt.passMark;
  await tx.quizAttempt.update({ where: { id: attempt.id }, data: { finishedAt: new Date(), passed } });
  await recordAudit(tx, { caller: actor, projectId: attempt.projectId, action: "quiz_finished", subject: attempt.id, detail: { number: attempt.number, right, passed } });
  if (!passed && attempt.number >= project.quizAttempts) await screenOut(tx, actor, { projectId: project.id, userId: actor.userId }, "quiz_failed");
}

async function store(tx: Transaction, actor: Actor, project: Project, input: z.output<typeof AnswerQuizInput>): Promise<Omit<QuizFeedback, "standing">> {
  // Answers within an attempt come one after the other, so that exactly one of them is the last.
  await tx.$queryRaw`SELECT 1 FROM quiz_attempt a JOIN quiz_answer q ON q.attempt_id = a.id WHERE q.id = ${input.questionId}::uuid FOR UPDATE OF a`;
  const question = await tx.quizAnswer.findUnique({ where: { id: input.questionId }, include: QUESTION });
  if (!question || question.attempt.userId !== actor.userId || question.attempt.projectId !== project.id) throw notFound("You were not asked this question.");
  const solution = solve(question.comparison, question.shown);
  if (question.answer !== null) {
    if (!isDeepStrictEqual(question.answer, input.verdicts)) throw conflict("already_answered", "You have answered this question already. The first answer stays.");
    return { ...solution, isRight: question.isRight ?? false, given: input.verdicts };
  }
  requireKeys(input.verdicts, quizDimensions(readForm(question.attempt.form).definition, project), "it must answer exactly the questions.");
  const right = isRight(solution.expected, input.verdicts);
  await tx.quizAnswer.update({ where: { id: question.id }, data: { answer: input.verdicts, isRight: right, answeredAt: new Date() } });
  await finishIfLast(tx, actor, project, question, right);
  return { ...solution, isRight: right, given: input.verdicts };
}

/**
 * Stores the answer to a quiz question once and explains it. The same answer again gives the same explanation.
 * Throws `invalid_input`, `not_found`, `forbidden`, `already_answered`.
 */
export async function answerQuiz(actor: Actor, slug: string, input: unknown): Promise<QuizFeedback> {
  const parsed = AnswerQuizInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The answer was not stored: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  const { project } = await requireQuizMember(actor, slug);
  const feedback = await getDb().$transaction((tx) => store(tx, actor, project, parsed.data));
  return { ...feedback, standing: await getQuiz(actor, slug) };
}
