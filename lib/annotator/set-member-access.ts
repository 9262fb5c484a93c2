import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { invalidInput, notFound } from "../errors.ts";

const MOST = 30;
const listOf = (entry: z.ZodString) => z.array(entry).max(MOST, `At most ${MOST}.`).transform((entries) => [...new Set(entries)].sort());

/** Languages are spelled as items spell theirs. */
export const SetMemberAccessInput = z.object({
  userId: z.uuid(),
  languages: listOf(z.string().trim().max(35, "A language code such as en or zh.").regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "A language code such as en or zh.")),
  qualifications: listOf(z.string().trim().min(1, "From 1 to 60 characters each.").max(60, "From 1 to 60 characters each.")),
});
export type SetMemberAccessInput = z.input<typeof SetMemberAccessInput>;

/** By field, whichever entry of a list is meant. */
function fieldsOf(error: z.ZodError): Record<string, string[]> {
  const byField = Map.groupBy(error.issues, (issue) => String(issue.path[0]));
  return Object.fromEntries([...byField].map(([field, issues]) => [field, [...new Set(issues.map((issue) => issue.message))]]));
}

/**
 * Sets which items a person is handed: those in their languages (none: in any), and of those that ask for a qualification the
 * ones whose they have. What they hold already stays theirs. Throws `invalid_input`, `forbidden`, `not_found`.
 */
export async function setMemberAccess(caller: Caller, projectId: string, input: SetMemberAccessInput): Promise<void> {
  const parsed = SetMemberAccessInput.safeParse(input);
  if (!parsed.success) throw invalidInput("Nothing was changed: check the marked fields.", fieldsOf(parsed.error));
  const { userId, ...access } = parsed.data;
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, MANAGING_ROLES);
    const [before] = await tx.$queryRaw<{ languages: string[]; qualifications: string[] }[]>`
      SELECT languages, qualifications FROM member WHERE project_id = ${projectId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
    if (!before) throw notFound("There is no such member.");
    if (before.languages.join() === access.languages.join() && before.qualifications.join() === access.qualifications.join()) return;
    await tx.member.update({ where: { projectId_userId: { projectId, userId } }, data: access });
    await recordAudit(tx, { caller, projectId, action: "member_access_changed", subject: userId, detail: access });
  });
}
