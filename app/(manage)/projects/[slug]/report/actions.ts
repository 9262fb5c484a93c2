"use server";

import { freezeReport } from "#lib/frozen-report/index.ts";
import { readReportInput } from "#lib/report/index.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

function readChoice(form: FormData): Record<string, string> {
  try {
    const choice: unknown = JSON.parse(String(form.get("choice") ?? "{}"));
    return typeof choice === "object" && choice !== null ? Object.fromEntries(Object.entries(choice).filter(([, value]) => typeof value === "string")) : {};
  } catch {
    return {};
  }
}

/** Freezes the report under the filters of the page; `link` is the frozen one's id. */
export async function submitFreeze(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => ({ link: (await freezeReport(actor, slug, { ...readReportInput(readChoice(form)), name: String(form.get("name") ?? "") })).id }));
}
