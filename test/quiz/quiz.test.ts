import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { claimLeases } from "#lib/judgment/index.ts";
import { answerQuiz, getQuiz, setQuiz, startQuiz } from "#lib/quiz/index.ts";
import { makeGold } from "../factories/gold.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function makeQuiz(attempts = 2): Promise<{ project: Project; actor: Actor }> {
  const project = await makeProject({ dimensions: ["prompt_following", "overall"] });
  await makeItem(project, ["a", "b"]);
  await makeGold(project, 5, { inQuiz: true });
  await setQuiz("operator", project.id, { size: 4, passMark: 3, attempts });
  return { project, actor: await makeMember(project.id) };
}

/** The right answer to a question by side, looked up where no annotator can. */
async function solve(questionId: string): Promise<"left" | "right"> {
  const question = await database.db.quizAnswer.findUniqueOrThrow({ where: { id: questionId }, include: { comparison: true } });
  return question.shown[0] === question.comparison.candidateAId ? "left" : "right";
}

async function take({ project, actor }: { project: Project; actor: Actor }, rightCount: number) {
  let standing = await startQuiz(actor, project.slug);
  const asked: string[] = [];
  for (let number = 1; standing.question; number += 1) {
    const questionId = standing.question.leaseId;
    asked.push((await database.db.quizAnswer.findUniqueOrThrow({ where: { id: questionId } })).comparisonId);
    const right = await solve(questionId);
    const value = number <= rightCount ? right : right === "left" ? "right" : "left";
    const feedback = await answerQuiz(actor, project.slug, { questionId, verdicts: { prompt_following: { value }, overall: { value } } });
    expect(feedback.isRight).toBe(number <= rightCount);
    expect(feedback.expected).toEqual({ prompt_following: { value: right }, overall: { value: right } });
    expect(feedback.explanation).toBe(right === "left" ? "A does what was asked; B does nothing." : "B does what was asked; A does nothing.");
    standing = feedback.standing;
  }
  return { standing, asked };
}

test("work is handed out only after the quiz was passed; a failed attempt can be repeated", async () => {
  const quiz = await makeQuiz();
  await expect(claimLeases(quiz.actor, quiz.project.slug, 1)).rejects.toMatchObject({ code: "quiz_required", status: 403 });
  const failed = await take(quiz, 2);
  expect(failed.standing).toMatchObject({ state: "ready", attemptsLeft: 1, attempt: { right: 2, total: 4, passed: false } });
  expect(new Set(failed.asked).size).toBe(4);
  await expect(claimLeases(quiz.actor, quiz.project.slug, 1)).rejects.toMatchObject({ code: "quiz_required" });
  expect((await take(quiz, 3)).standing).toMatchObject({ state: "passed", attempt: { number: 2, right: 3, passed: true } });
  expect((await claimLeases(quiz.actor, quiz.project.slug, 1)).leases).toHaveLength(1);
});

test("when all attempts are used there is no other, and owners need none", async () => {
  const quiz = await makeQuiz(1);
  expect((await take(quiz, 0)).standing).toMatchObject({ state: "failed", attemptsLeft: 0, question: null });
  await expect(startQuiz(quiz.actor, quiz.project.slug)).rejects.toMatchObject({ code: "quiz_attempts_used" });
  const owner = await makeMember(quiz.project.id, { role: "OWNER" });
  expect((await claimLeases(owner, quiz.project.slug, 1)).leases).toHaveLength(1);
});

test("starting twice and answering many times at once change nothing; another answer is refused", async () => {
  const { project, actor } = await makeQuiz();
  const started = await Promise.all(Array.from({ length: 5 }, () => startQuiz(actor, project.slug)));
  expect(new Set(started.map((standing) => standing.question?.leaseId)).size).toBe(1);
  const questionId = started[0]!.question!.leaseId;
  const verdicts = { prompt_following: { value: "left" as const }, overall: { value: "tie" as const } };
  const replies = await Promise.all(Array.from({ length: 5 }, () => answerQuiz(actor, project.slug, { questionId, verdicts })));
  expect(new Set(replies.map(({ isRight }) => isRight))).toEqual(new Set([false]));
  await expect(answerQuiz(actor, project.slug, { questionId, verdicts: { ...verdicts, overall: { value: "left" } } })).rejects.toMatchObject({ code: "already_answered" });
  const [open] = (await database.db.quizAnswer.findMany({ where: { attempt: { userId: actor.userId }, answeredAt: null }, orderBy: { position: "asc" } }));
  await expect(answerQuiz(actor, project.slug, { questionId: open!.id, verdicts: { overall: { value: "left" } } })).rejects.toMatchObject({ code: "invalid_input" });
  const stranger = await makeMember(project.id);
  await expect(answerQuiz(stranger, project.slug, { questionId: open!.id, verdicts })).rejects.toMatchObject({ code: "not_found" });
  expect(await database.db.quizAnswer.count({ where: { attempt: { userId: actor.userId }, answeredAt: { not: null } } })).toBe(1);
});

test("a question tells neither its answer nor what made the pictures", async () => {
  const { project, actor } = await makeQuiz();
  const standing = await startQuiz(actor, project.slug);
  const text = JSON.stringify(standing);
  for (const secret of ["known-good", "known-bad", "does what was asked", "expected", "gold"]) expect(text).not.toContain(secret);
  expect(await getQuiz(actor, project.slug)).toMatchObject({ state: "running", question: { leaseId: standing.question?.leaseId } });
});

test("with fewer questions than wanted the same share must be right; without any the quiz says so", async () => {
  const project = await makeProject({ dimensions: ["overall"] });
  await setQuiz("operator", project.id, {});
  const actor = await makeMember(project.id);
  await expect(startQuiz(actor, project.slug)).rejects.toMatchObject({ code: "quiz_not_ready" });
  await makeGold(project, 5, { inQuiz: true });
  expect((await startQuiz(actor, project.slug)).attempt).toMatchObject({ total: 5, passMark: 4 });
  await expect(setQuiz("operator", project.id, { size: 5, passMark: 6 })).rejects.toMatchObject({ code: "invalid_input" });
});
