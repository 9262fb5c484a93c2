import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { getDb } from "../db.ts";
import { invalidInput } from "../errors.ts";
import type { Actor } from "./actor.ts";
import { LOCALES } from "./locale.ts";

const Locale = z.enum(LOCALES);

/** Stores the language that a person chose for the pages; storing the same again changes nothing. Throws `invalid_input`. */
export async function setLocale(actor: Actor, input: string): Promise<void> {
  const parsed = Locale.safeParse(input);
  if (!parsed.success) throw invalidInput("The pages do not speak this language.");
  const locale = parsed.data;
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: actor.userId, OR: [{ locale: null }, { locale: { not: locale } }] }, data: { locale } });
    if (count === 1) await recordAudit(tx, { caller: actor, projectId: null, action: "locale_set", subject: actor.userId, detail: { locale } });
  });
}
