import { redirect } from "next/navigation";
import { MANAGING_ROLES } from "#lib/auth/index.ts";
import { listProjects } from "#lib/project/index.ts";
import { requireActorHere } from "./_server/get-actor.ts";

/** The front door: researchers go to their projects, annotators to their work. */
export default async function FrontDoor() {
  const actor = await requireActorHere();
  const managed = await listProjects(actor, MANAGING_ROLES);
  redirect(managed.length > 0 || actor.email !== null ? "/projects" : "/judge");
}
