"use server";

import { cookies } from "next/headers";
import { findLocale, setLocale } from "#lib/auth/index.ts";
import { getActor } from "./get-actor.ts";
import { LOCALE_COOKIE } from "./intl-request.ts";

const YEAR_SECONDS = 31_536_000;

/** Remembers a language in this browser and, for who is signed in, in their account. An unknown one changes nothing. */
export async function chooseLanguage(wanted: string): Promise<void> {
  const locale = findLocale(wanted);
  if (!locale) return;
  (await cookies()).set(LOCALE_COOKIE, locale, { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true });
  const actor = await getActor();
  if (actor) await setLocale(actor, locale);
}
