import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict, forbidden, invalidInput } from "../errors.ts";
import { DEFAULT_FORM } from "../form/schemas.ts";
import type { Project } from "../generated/prisma/client.ts";
import { CreateProjectInput } from "./schemas.ts";
import { requireRange } from "./update-project.ts";

/**
 * Makes a project; a signed-in person becomes its owner. Annotators who came by an invite may not.
 * Throws `invalid_input`, `forbidden`, or `slug_taken`.
 */
export async function createProject(caller: Caller, input: CreateProjectInput): Promise<Project> {
  if (caller !== "operator" && caller.email === null) throw forbidden("Only people with an account can create projects.");
  const parsed = CreateProjectInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The project could not be created: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  requireRange(parsed.data);
  return getDb().$transaction(async (tx) => {
    if (await tx.project.findUnique({ where: { slug: parsed.data.slug } })) {
      throw conflict("slug_taken", `The address ${parsed.data.slug} is taken. Choose another.`, { slug: ["This address is taken."] });
    }
    const ownerId = caller === "operator" ? null : caller.userId;
    const project = await tx.project.create({ data: { id: randomUUID(), createdById: ownerId, ...parsed.data, forms: { create: { id: randomUUID(), version: 1, definition: DEFAULT_FORM, createdById: ownerId } }, guidelines: { create: { version: 1, text: parsed.data.guideline, createdById: ownerId } } } });
    if (ownerId) await tx.member.create({ data: { projectId: project.id, userId: ownerId, role: "OWNER" } });
    await recordAudit(tx, { caller, projectId: project.id, action: "project_created", subject: project.id });
    return project;
  });
}
