"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "../../../../_components/class-names.ts";
import { SETTINGS_SECTIONS } from "./sections.ts";

/** The parts of the settings: a list at the left, a row on narrow screens. */
export function SettingsNav({ base }: { base: string }) {
  const t = useTranslations("settings");
  const path = usePathname();
  return (
    <nav aria-label={t("nav")} className="-mx-2 flex gap-1 overflow-x-auto lg:w-40 lg:shrink-0 lg:flex-col">
      {SETTINGS_SECTIONS.map((section) => {
        const href = `${base}/${section}`;
        const isCurrent = path === href || path.startsWith(`${href}/`);
        return (
          <Link key={href} href={href} aria-current={isCurrent ? "page" : undefined} className={classNames("flex h-9 items-center rounded-control px-2 text-base whitespace-nowrap hover:bg-sunken", isCurrent ? "bg-sunken font-medium" : "text-ink-soft")}>
            {t(`sections.${section}`)}
          </Link>
        );
      })}
    </nav>
  );
}
