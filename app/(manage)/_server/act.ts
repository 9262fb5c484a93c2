import type { Actor } from "#lib/auth/index.ts";
import { toJuxtaError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { requireActor } from "../../_server/get-actor.ts";
import type { FormState } from "../form-state.ts";

/** Runs a change for the person who is signed in; what is refused comes back as words for the form. */
export async function act(work: (actor: Actor) => Promise<Omit<FormState, "problem" | "fields"> | void>): Promise<FormState> {
  try {
    const result = await work(await requireActor());
    const accepted: FormState = { problem: null, fields: {} };
    return result ? { ...accepted, ...result } : accepted;
  } catch (error) {
    const known = toJuxtaError(error);
    if (known.status >= 500) log.error({ err: error }, "action failed");
    return { problem: known.message, fields: fieldsOf(known.details) };
  }
}

function fieldsOf(details: unknown): FormState["fields"] {
  if (details === null || typeof details !== "object") return {};
  const entries = Object.entries(details).map(([field, reasons]): [string, string[]] => [field, Array.isArray(reasons) ? reasons.map(String) : [String(reasons)]]);
  return Object.fromEntries(entries);
}
