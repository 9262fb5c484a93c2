import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { invalidInput } from "../errors.ts";
import { QuizSettings } from "./schemas.ts";

/** Switches the entry quiz on, off (`size` 0), or changes it; attempts under way go on as they began. Throws `invalid_input`, `forbidden`. */
export async function setQuiz(caller: Caller, projectId: string, input: QuizSettings): Promise<void> {
  const parsed = QuizSettings.safeParse(input);
  if (!parsed.success) throw invalidInput("The quiz was not changed: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  const { size, passMark, attempts } = parsed.data;
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    await tx.project.update({ where: { id: projectId }, data: { quizSize: size, quizPassMark: passMark, quizAttempts: attempts } });
    await recordAudit(tx, { caller, projectId, action: "quiz_changed", subject: projectId, detail: { size, passMark, attempts } });
  });
}
