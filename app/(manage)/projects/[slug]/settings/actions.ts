"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { type DimensionName, getProject, updateProject } from "#lib/project/index.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

export async function submitSettings(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const dimensions = form.getAll("dimensions").map(String) as DimensionName[];
    const updated = await updateProject(actor, project.id, {
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
      guideline: String(form.get("guideline") ?? "").replaceAll("\r\n", "\n"),
      overlap: Number(form.get("overlap")),
      leaseSeconds: Math.round(Number(form.get("leaseMinutes")) * 60),
      comparisonsPerItem: Number(form.get("comparisonsPerItem")),
      // A locked choice sends nothing.
      ...(form.get("dimensionsOpen") ? { dimensions } : {}),
    });
    revalidatePath(`/projects/${slug}`, "layout");
    const t = await getTranslations("settings");
    return { message: updated.guidelineVersion > project.guidelineVersion ? t("savedGuide", { version: updated.guidelineVersion }) : t("saved") };
  });
}
