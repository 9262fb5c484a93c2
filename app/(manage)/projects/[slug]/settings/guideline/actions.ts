"use server";

import { readWorkedExamples, type WorkedExample } from "#lib/guideline/index.ts";
import { getProject } from "#lib/project/index.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** The pictures of the comparisons that a guide names, while it is being written. */
export async function loadExamples(slug: string, guide: string): Promise<Record<string, WorkedExample>> {
  const actor = await requireActor();
  const project = await getProject(actor, slug);
  return readWorkedExamples(actor, project.id, guide.slice(0, 60_000));
}
