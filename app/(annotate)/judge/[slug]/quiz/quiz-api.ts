import type { SideVerdict } from "#lib/judgment/index.ts";
import type { QuizFeedback, QuizStanding } from "#lib/quiz/index.ts";
import { post } from "../judging-api.ts";

const pathOf = (slug: string) => `/api/v1/judging/${encodeURIComponent(slug)}/quiz`;

export async function startAttempt(slug: string): Promise<QuizStanding> {
  return (await post(pathOf(slug), {})) as QuizStanding;
}

export async function answerQuestion(slug: string, questionId: string, verdicts: Record<string, SideVerdict>): Promise<QuizFeedback> {
  return (await post(`${pathOf(slug)}/answers`, { questionId, verdicts })) as QuizFeedback;
}
