/** The languages of the pages, as BCP 47 language tags. */
export const LOCALES = ["en", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

/** The locale that a language tag asks for: "zh-CN" is Chinese; null for languages that the pages do not speak. */
export function findLocale(tag: string | null | undefined): Locale | null {
  const language = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === language) ?? null;
}
