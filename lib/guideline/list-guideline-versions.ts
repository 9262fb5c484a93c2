import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";

/** `by` is null for the operator and for what a migration wrote. */
export type ListedGuideline = { version: number; createdAt: Date; by: string | null; length: number; answerCount: number };

/** The kept versions of a project's guide, newest first, with how many answers were given under each. Throws `not_found`, `forbidden`. */
export async function listGuidelineVersions(caller: Caller, projectId: string): Promise<ListedGuideline[]> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const versions = await db.guidelineVersion.findMany({ where: { projectId }, orderBy: { version: "desc" }, include: { createdBy: { select: { email: true, pseudonym: true } } } });
  const counts = await db.judgment.groupBy({ by: ["guidelineVersion"], where: { unit: { projectId } }, _count: true });
  const countOf = new Map(counts.map((row) => [row.guidelineVersion, row._count]));
  return versions.map(({ version, createdAt, createdBy, text }) => ({ version, createdAt, by: createdBy?.email ?? createdBy?.pseudonym ?? null, length: text.length, answerCount: countOf.get(version) ?? 0 }));
}

export type Guideline = { version: number; text: string; createdAt: Date };

/** What the guide said under a version. Throws `not_found` also for versions that were replaced before they were kept. */
export async function getGuidelineVersion(caller: Caller, projectId: string, version: number): Promise<Guideline> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const found = await db.guidelineVersion.findUnique({ where: { projectId_version: { projectId, version } } });
  if (!found) throw notFound(`Version ${version} of the guide was not kept.`);
  return { version: found.version, text: found.text, createdAt: found.createdAt };
}
