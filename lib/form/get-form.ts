import type { DbOrTransaction } from "../db.ts";
import type { Form } from "../generated/prisma/client.ts";
import { FormDefinition } from "./schemas.ts";

/** A version of a project's form, parsed. */
export type ReadForm = { id: string; version: number; definition: FormDefinition };

const MOST_KEPT = 500;
const parsed = new Map<string, FormDefinition>();

/** A version never changes, so it is parsed once a process. */
export function readForm({ id, version, definition }: Pick<Form, "id" | "version" | "definition">): ReadForm {
  const known = parsed.get(id);
  if (known) return { id, version, definition: known };
  if (parsed.size >= MOST_KEPT) parsed.clear();
  const form = FormDefinition.parse(definition);
  parsed.set(id, form);
  return { id, version, definition: form };
}

/** The newest form of a project. It does not authorise: callers are verbs that have done so. */
export async function getCurrentForm(db: DbOrTransaction, projectId: string): Promise<ReadForm> {
  return readForm(await db.form.findFirstOrThrow({ where: { projectId }, orderBy: { version: "desc" } }));
}
