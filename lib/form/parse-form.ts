import { z } from "zod";
import { invalidInput } from "../errors.ts";
import { FormDefinition } from "./schemas.ts";

/** A fault of a form: the 0-based block and its field, as far as it belongs to one. */
export type FormIssue = { block: number | null; field: string | null; message: string };

/** Every fault of a form, as the builder shows them; an empty list for a form that can be saved. */
export function findFormIssues(input: unknown): FormIssue[] {
  const parsed = FormDefinition.safeParse(input);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({
    block: path[0] === "blocks" && typeof path[1] === "number" ? path[1] : null,
    field: typeof path[2] === "string" ? path[2] : null,
    message,
  }));
}

/** A form from outside. Throws `invalid_input` with the reasons. */
export function parseForm(input: unknown): FormDefinition {
  const parsed = FormDefinition.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidInput("The form was not saved: check the marked questions.", z.flattenError(parsed.error).fieldErrors);
}
