"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { createInvite, type CreateInviteInput, previewMemberState, revokeInvite, setMemberAccess, setMemberState, type SetMemberStateInput, type StatePreview, takeBackFlag } from "#lib/annotator/index.ts";
import { getProject } from "#lib/project/index.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

/** The link is in the answer and nowhere else: it is not stored and cannot be shown again. */
export async function submitInvite(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const { path } = await createInvite(actor, project.id, {
      label: String(form.get("label") ?? ""),
      role: String(form.get("role")) as CreateInviteInput["role"],
      maxUses: Number(form.get("maxUses")),
      validDays: Number(form.get("validDays")),
    });
    revalidatePath(`/projects/${slug}/people`);
    return { link: path };
  });
}

export async function submitRevocation(slug: string, inviteId: string): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    await revokeInvite(actor, project.id, inviteId);
    revalidatePath(`/projects/${slug}/people`);
  });
}

export async function submitMemberState(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const state = String(form.get("state")) as SetMemberStateInput["state"];
    await setMemberState(actor, project.id, { userId: String(form.get("userId")), state, reason: String(form.get("reason") ?? "") });
    revalidatePath(`/projects/${slug}`, "layout");
  });
}

/** Ticked ones come as they are, written ones divided by commas. */
export async function submitMemberAccess(slug: string, userId: string, _before: FormState, form: FormData): Promise<FormState> {
  const listOf = (name: string) => form.getAll(name).flatMap((entry) => String(entry).split(/[,，、]/)).map((entry) => entry.trim()).filter((entry) => entry !== "");
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    await setMemberAccess(actor, project.id, { userId, languages: listOf("languages"), qualifications: listOf("qualifications") });
    revalidatePath(`/projects/${slug}/people`, "layout");
    return { message: (await getTranslations("person.access"))("saved") };
  });
}

/** What a change of state would do to the figures, computed when its dialog opens; null when it cannot be said. */
export async function loadStatePreview(slug: string, userId: string, state: SetMemberStateInput["state"]): Promise<StatePreview | null> {
  let preview: StatePreview | null = null;
  await act(async (actor) => {
    preview = await previewMemberState(actor, await getProject(actor, slug), userId, state);
  });
  return preview;
}

export async function submitTakeBack(slug: string, flagId: string): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    await takeBackFlag(actor, project.id, flagId);
    revalidatePath(`/projects/${slug}`, "layout");
  });
}
