import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type Actor, MANAGING_ROLES, requireMember } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import { toJuxtaError } from "#lib/errors.ts";
import type { MemberRole, Project } from "#lib/generated/prisma/client.ts";
import { getProject } from "#lib/project/index.ts";
import { requireActorHere } from "../../_server/get-actor.ts";

export type LoadedProject = { actor: Actor; project: Project; role: MemberRole };

/** The project of a page and who looks at it, once a request. Strangers get "not found", annotators a word on the list of projects. */
export const loadProject = cache(async (slug: string): Promise<LoadedProject> => {
  const actor = await requireActorHere();
  try {
    const project = await getProject(actor, slug);
    const member = await requireMember(getDb(), actor, project.id, MANAGING_ROLES);
    return { actor, project, role: member.role };
  } catch (error) {
    return refuse(error, slug);
  }
});

/** Answers the refusals of lib in the language of pages: `not_found` and `forbidden`; the rest is thrown on. */
export function refuse(error: unknown, slug: string): never {
  const known = toJuxtaError(error);
  if (known.code === "not_found") notFound();
  if (known.code === "forbidden") redirect(`/projects?refused=${encodeURIComponent(slug)}`);
  throw error;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id out of an address; anything that cannot be one is "not found", not a database error. */
export function requireId(id: string): string {
  if (!UUID.test(id)) notFound();
  return id;
}
