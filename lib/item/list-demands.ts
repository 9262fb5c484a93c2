import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";

/** What the items of a project ask of whoever judges them, sorted. */
export type ItemDemands = { languages: string[]; qualifications: string[] };

/** The languages and qualifications that occur in a project's items. Throws `not_found` or `forbidden`. */
export async function listItemDemands(caller: Caller, projectId: string): Promise<ItemDemands> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const [languages, qualifications] = await Promise.all([
    db.item.groupBy({ by: ["language"], where: { projectId }, orderBy: { language: "asc" } }),
    db.item.groupBy({ by: ["qualification"], where: { projectId, qualification: { not: null } }, orderBy: { qualification: "asc" } }),
  ]);
  return { languages: languages.map((row) => row.language), qualifications: qualifications.flatMap((row) => row.qualification ?? []) };
}
