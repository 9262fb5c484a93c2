"use client";

import { useLocale } from "next-intl";
import { useState } from "react";

export type TranslationShown = { isShown: boolean; toggle: () => void };

/** Whether the English words of an instruction are shown: not to who reads its language, until asked for; the choice stays until the language of the pages changes. */
export function useTranslationShown(language: string | undefined): TranslationShown {
  const locale = useLocale();
  const [chosen, setChosen] = useState<{ locale: string; isShown: boolean } | null>(null);
  const isShown = chosen?.locale === locale ? chosen.isShown : language?.split("-")[0] !== locale;
  return { isShown, toggle: () => setChosen({ locale, isShown: !isShown }) };
}
