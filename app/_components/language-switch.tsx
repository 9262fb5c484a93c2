"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ChangeEvent, useTransition } from "react";
import { LOCALES } from "#lib/auth/locale.ts";
import { chooseLanguage } from "../_server/language-action.ts";
import { classNames } from "./class-names.ts";

/** Each language in its own words: whoever lands on a page they cannot read finds theirs. */
const NAMES: Record<(typeof LOCALES)[number], string> = { en: "English", zh: "中文" };

/** Changes the language of the pages, here and in the account. `named` shows the language beside the sign. */
export function LanguageSwitch({ named, className }: { named?: boolean; className?: string }) {
  const locale = useLocale();
  const t = useTranslations("shell");
  const [isPending, startTransition] = useTransition();
  const choose = (event: ChangeEvent<HTMLSelectElement>) => {
    const wanted = event.target.value;
    startTransition(() => chooseLanguage(wanted));
  };
  return (
    <span className={classNames("relative inline-flex h-8 min-w-8 shrink-0 items-center justify-center gap-1.5 rounded-control text-ink-soft focus-within:outline-2 focus-within:outline-accent hover:bg-sunken hover:text-ink", isPending && "opacity-60", named && "px-2", className)}>
      <Languages size={16} aria-hidden />
      {named ? <span aria-hidden className="text-small">{NAMES[locale]}</span> : null}
      <select aria-label={t("language")} title={t("language")} value={locale} onChange={choose} className="absolute inset-0 cursor-pointer opacity-0">
        {LOCALES.map((name) => (
          <option key={name} value={name} lang={name}>
            {NAMES[name]}
          </option>
        ))}
      </select>
    </span>
  );
}
