"use client";

import { useLocale } from "next-intl";
import { useState } from "react";

export type TranslationShown = { isShown: boolean; toggle: () => void };

/** Whether the English words of an instruction are shown: not to who reads its language, until asked for; the choice stays. */
export function useTranslationShown(language: string | undefined): TranslationShown {
  const locale = useLocale();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isShown = chosen ?? language?.split("-")[0] !== locale;
  return { isShown, toggle: () => setChosen(!isShown) };
}
