"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { FailedJobFilter, retryFailedJobs } from "#lib/failed-job/index.ts";
import { getProject } from "#lib/project/index.ts";
import { getFigures } from "../../../../_server/get-figures.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

/** Queues one job again (`id`), or all that the filter of the form matches. */
export async function submitRetry(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const id = form.get("id");
    const filter = FailedJobFilter.parse({ kind: form.get("kind") || undefined, code: form.get("code") || undefined });
    const count = await retryFailedJobs(actor, { projectId: project.id, filter, ids: typeof id === "string" ? [id] : undefined });
    revalidatePath(`/projects/${slug}/failures`);
    return { message: (await getTranslations("failures"))("queued", (await getFigures()).counted(count)) };
  });
}
