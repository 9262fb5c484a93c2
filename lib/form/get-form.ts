import type { DbOrTransaction } from "../db.ts";
import type { Form } from "../generated/prisma/client.ts";
import { FormDefinition } from "./schemas.ts";

/** A version of a project's form, parsed. */
export type ReadForm = { id: string; version: number; definition: FormDefinition };

export function readForm({ id, version, definition }: Form): ReadForm {
  return { id, version, definition: FormDefinition.parse(definition) };
}

/** The newest form of a project. It does not authorise: callers are verbs that have done so. */
export async function getCurrentForm(db: DbOrTransaction, projectId: string): Promise<ReadForm> {
  return readForm(await db.form.findFirstOrThrow({ where: { projectId }, orderBy: { version: "desc" } }));
}
