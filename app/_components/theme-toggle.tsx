"use client";

import { Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";

const YEAR_SECONDS = 31_536_000;

/** Switches between light and dark and remembers it in a cookie that the layout reads. */
export function ThemeToggle({ className }: { className?: string }) {
  const t = useTranslations("shell");
  const toggle = () => {
    const root = document.documentElement;
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    document.cookie = `theme=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  };
  return (
    <button type="button" onClick={toggle} aria-label={t("theme")} className={className ?? "inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink"}>
      <Sun size={16} className="hidden dark:block" />
      <Moon size={16} className="dark:hidden" />
    </button>
  );
}
