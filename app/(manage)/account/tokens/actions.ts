"use server";

import { revalidatePath } from "next/cache";
import { createToken, revokeToken } from "#lib/token/index.ts";
import { act } from "../../_server/act.ts";
import type { FormState } from "../../form-state.ts";

const PAGE = "/account/tokens";

/** The token is in the answer and nowhere else: it is not stored and cannot be shown again. */
export async function submitToken(_before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const days = String(form.get("validDays") ?? "").trim();
    const { token } = await createToken(actor, { name: String(form.get("name") ?? ""), validDays: days === "" ? null : Number(days) });
    revalidatePath(PAGE);
    return { link: token };
  });
}

export async function submitTokenRevocation(tokenId: string): Promise<FormState> {
  return act(async (actor) => {
    await revokeToken(actor, tokenId);
    revalidatePath(PAGE);
  });
}
