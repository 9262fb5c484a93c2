"use server";

import { redirect } from "next/navigation";
import { createProject, type DimensionName } from "#lib/project/index.ts";
import { act } from "../../_server/act.ts";
import type { FormState } from "../../form-state.ts";

export async function submitProject(_before: FormState, form: FormData): Promise<FormState> {
  const slug = String(form.get("slug") ?? "").trim();
  const state = await act(async (actor) => {
    await createProject(actor, {
      slug,
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
      dimensions: form.getAll("dimensions").map(String) as DimensionName[],
      overlap: Number(form.get("overlap")),
    });
  });
  if (state.problem === null) redirect(`/projects/${slug}`);
  return state;
}
