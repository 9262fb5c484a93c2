"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { createImport } from "#lib/import/index.ts";
import { getProject } from "#lib/project/index.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

export async function submitFolder(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const row = await createImport(actor, { projectId: project.id, sourcePath: String(form.get("path") ?? "") });
    revalidatePath(`/projects/${slug}/imports`);
    return { message: (await getTranslations("imports"))("folder.queued", { file: row.fileName }) };
  });
}
