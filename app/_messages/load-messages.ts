import type { Locale } from "#lib/auth/index.ts";
import en from "./en/index.ts";
import zh from "./zh/index.ts";

/** All texts of the pages by area; English says which there are. */
export type Messages = typeof en;
export type Area = keyof Messages;

const CATALOGUES: Record<Locale, Messages> = { en, zh };

export function loadMessages(locale: Locale): Messages {
  return CATALOGUES[locale];
}
