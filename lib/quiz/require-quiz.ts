import type { DbOrTransaction } from "../db.ts";
import { JuxtaError } from "../errors.ts";
import type { Member, Project } from "../generated/prisma/client.ts";

/** Whether this member has to pass the entry quiz before judging: annotators alone, until an attempt has passed. */
export async function needsQuiz(db: DbOrTransaction, project: Pick<Project, "id" | "quizSize">, member: Pick<Member, "userId" | "role">): Promise<boolean> {
  if (project.quizSize === 0 || member.role !== "ANNOTATOR") return false;
  return (await db.quizAttempt.findFirst({ where: { projectId: project.id, userId: member.userId, passed: true }, select: { id: true } })) === null;
}

/** Throws `quiz_required` for those who have to pass the entry quiz first. */
export async function requireQuiz(db: DbOrTransaction, project: Pick<Project, "id" | "quizSize">, member: Pick<Member, "userId" | "role">): Promise<void> {
  if (await needsQuiz(db, project, member)) throw new JuxtaError("quiz_required", "Pass the entry quiz first; it asks the same questions about pairs whose answer is known.", { status: 403 });
}
