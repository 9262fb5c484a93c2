import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { compareForms, type FormChange } from "./compare-forms.ts";
import { type ReadForm, readForm } from "./get-form.ts";

/** `by` is null for the operator and for what a migration wrote; `changes` is null for the first version. */
export type FormVersion = ReadForm & { createdAt: Date; by: string | null; changes: FormChange[] | null; answerCount: number };

/** All versions of a project's form, newest first, each with what it changed and how many answers were given under it. Throws `not_found`, `forbidden`. */
export async function listFormVersions(caller: Caller, projectId: string): Promise<FormVersion[]> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const forms = await db.form.findMany({ where: { projectId }, orderBy: { version: "asc" }, include: { createdBy: { select: { email: true, pseudonym: true } } } });
  const counts = await db.judgment.groupBy({ by: ["formId"], where: { formId: { in: forms.map((form) => form.id) } }, _count: true });
  const countOf = new Map(counts.map((row) => [row.formId, row._count]));
  const read = forms.map(readForm);
  return forms
    .map((form, index): FormVersion => {
      const [before, now] = [read[index - 1], readForm(form)];
      return { ...now, createdAt: form.createdAt, by: form.createdBy?.email ?? form.createdBy?.pseudonym ?? null, changes: before ? compareForms(before.definition, now.definition) : null, answerCount: countOf.get(form.id) ?? 0 };
    })
    .reverse();
}
