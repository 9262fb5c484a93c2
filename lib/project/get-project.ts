import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import type { MemberRole, Project } from "../generated/prisma/client.ts";

/** The project of a slug, for a caller with one of `roles` in it. Throws `not_found` or `forbidden`. */
export async function getProject(caller: Caller, slug: string, roles: readonly MemberRole[] = MANAGING_ROLES): Promise<Project> {
  const project = await getDb().project.findUnique({ where: { slug } });
  if (!project) throw notFound(caller === "operator" ? `No project is called ${slug}.` : "There is no such project.");
  await requireCaller(getDb(), caller, project.id, roles);
  return project;
}
