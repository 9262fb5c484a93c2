import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { forbidden, invalidInput, notFound } from "../errors.ts";
import type { ScorerCheck } from "../generated/prisma/client.ts";
import { enqueue } from "../job/index.ts";
import { parseDefinition, scorersFolder } from "./parse-definition.ts";

const CheckInput = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(80).regex(/^[^@/\\]+$/, "No @, / or \\ in it."),
  description: z.string().trim().max(1_000).default(""),
  definition: z.unknown(),
  /** Registers the scorer once it could be opened, and has scored the candidate where there is one. */
  register: z.boolean(),
  candidateId: z.uuid().optional(),
});
export type CheckInput = z.input<typeof CheckInput>;

/**
 * Asks a worker to open a scorer by its definition, to score one candidate with it (`candidateId`), and to register it
 * (`register`). Owners of the project alone; the operator may name none, and the folder that paths count from. Throws
 * `invalid_input` with the fields, `not_found`, `forbidden`.
 */
export async function createCheck(caller: Caller, projectId: string | null, input: CheckInput, baseFolder?: string): Promise<ScorerCheck> {
  if (projectId !== null) await requireCaller(getDb(), caller, projectId, ["OWNER"]);
  else if (caller !== "operator") throw forbidden();
  const parsed = CheckInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The scorer was not added: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  const { name, description, register, candidateId } = parsed.data;
  const definition = parseDefinition(caller, parsed.data.definition);
  if ((name === "starter") !== (definition.kind === "starter")) throw invalidInput("The scorer was not added: check the marked fields.", { name: ["The name starter belongs to the built-in scorer, and it has no other."] });
  return getDb().$transaction(async (tx) => {
    if (candidateId && !(await tx.candidate.findFirst({ where: { id: candidateId, projectId: projectId ?? undefined } }))) throw notFound("There is no such candidate.");
    const check = await tx.scorerCheck.create({
      data: { id: randomUUID(), projectId, name, description, definition: definition as Prisma.InputJsonObject, baseFolder: baseFolder && caller === "operator" ? baseFolder : scorersFolder(), register, candidateId, createdById: caller === "operator" ? null : caller.userId },
    });
    await enqueue(tx, "check-scorer", [{ checkId: check.id }]);
    await recordAudit(tx, { caller, projectId, action: register ? "scorer_added" : "scorer_tried", subject: check.id, detail: { name, kind: definition.kind, baseUrl: "baseUrl" in definition ? String(definition.baseUrl) : null } });
    return check;
  });
}
