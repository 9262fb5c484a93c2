import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { findLocale, type Locale } from "#lib/auth/index.ts";
import { loadMessages } from "../_messages/load-messages.ts";
import { getActor } from "./get-actor.ts";
import { chooseFromHeader } from "./accept-language.ts";

export const LOCALE_COOKIE = "locale";

/** What the person chose, else what this browser chose, else what the browser prefers, else English. */
async function resolveLocale(): Promise<Locale> {
  // A page that says that the database is away needs a language too.
  const actor = await getActor().catch(() => null);
  const cookie = (await cookies()).get(LOCALE_COOKIE)?.value;
  return findLocale(actor?.locale) ?? findLocale(cookie) ?? chooseFromHeader((await headers()).get("accept-language")) ?? "en";
}

/** The language and the messages of a request. Times are UTC on every page. */
export default getRequestConfig(async () => {
  const locale = await resolveLocale();
  return { locale, messages: loadMessages(locale), timeZone: "UTC" };
});
