import { type Caller, requireCaller } from "../auth/actor.ts";
import type { DbOrTransaction } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Study } from "../generated/prisma/client.ts";

/** A study of a project for its owner: nobody else sees panels' ids. Throws `not_found`, `forbidden`. */
export async function findStudy(db: DbOrTransaction, caller: Caller, projectId: string, studyId: string): Promise<Study> {
  await requireCaller(db, caller, projectId, ["OWNER"]);
  const study = await db.study.findUnique({ where: { id: studyId } });
  if (study?.projectId !== projectId) throw notFound("There is no such study.");
  return study;
}
