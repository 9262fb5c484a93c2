import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { invalidInput } from "../errors.ts";
import { enqueue, splitIntoJobs } from "../job/index.ts";
import { getCurrentForm, type ReadForm } from "./get-form.ts";
import { parseForm } from "./parse-form.ts";
import { needsOtherUnits } from "./plan-form.ts";
import { type FormDefinition, namedDimensions } from "./schemas.ts";

/** Refuses questions about what the project does not judge. */
async function requireDimensions(tx: Transaction, projectId: string, definition: FormDefinition): Promise<void> {
  const { dimensions } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { dimensions: true } });
  const foreign = namedDimensions(definition).filter((name) => !dimensions.includes(name));
  if (foreign.length > 0) throw invalidInput(`The form was not saved: this project does not judge ${foreign.join(", ")}.`, { blocks: [`Not a dimension of the project: ${foreign.join(", ")}.`] });
}

/** Takes the free slots away and lets the worker go over every item again, which makes the units that the new form needs. */
async function replaceUnits(tx: Transaction, projectId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM slot WHERE project_id = ${projectId}::uuid AND annotator_id IS NULL`;
  const items = await tx.item.findMany({ where: { projectId, preparedAt: { not: null } }, select: { id: true } });
  await tx.item.updateMany({ where: { projectId }, data: { preparedAt: null } });
  await enqueue(tx, "prepare-items", splitIntoJobs(items.map((item) => item.id)).map((itemIds) => ({ itemIds })));
}

/**
 * Makes a new version of a project's form; what is handed out from now on is asked under it, answers given before keep
 * theirs. The same form again changes nothing. When another number of candidates is shown together, free slots go and the
 * worker makes the units that are needed now. Throws `invalid_input`, `not_found` or `forbidden`.
 */
export async function saveForm(caller: Caller, projectId: string, input: unknown): Promise<ReadForm> {
  const definition = parseForm(input);
  return getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
    await requireDimensions(tx, projectId, definition);
    const before = await getCurrentForm(tx, projectId);
    if (isDeepStrictEqual(before.definition, definition)) return before;
    const createdById = caller === "operator" ? null : caller.userId;
    const form = await tx.form.create({ data: { id: randomUUID(), projectId, version: before.version + 1, definition, createdById } });
    if (needsOtherUnits(before.definition, definition)) await replaceUnits(tx, projectId);
    await recordAudit(tx, { caller, projectId, action: "form_saved", subject: form.id, detail: { version: form.version } });
    return { id: form.id, version: form.version, definition };
  });
}
