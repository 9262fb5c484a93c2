import type { Actor } from "#lib/auth/index.ts";
import { toJuxtaError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { explainHere } from "../../_server/explain-here.ts";
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
    return { problem: await explainHere(known), fields: await fieldsOf(known.details) };
  }
}

async function fieldsOf(details: unknown): Promise<FormState["fields"]> {
  if (details === null || typeof details !== "object") return {};
  const entries = Object.entries(details).map(async ([field, reasons]): Promise<[string, string[]]> => {
    const sentences = Array.isArray(reasons) ? reasons.map(String) : [String(reasons)];
    return [field, await Promise.all(sentences.map((message) => explainHere({ code: "field_invalid", message })))];
  });
  return Object.fromEntries(await Promise.all(entries));
}
