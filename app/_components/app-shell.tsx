import { KeyRound, LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { LanguageSwitch } from "./language-switch.tsx";
import { Logo } from "./logo.tsx";
import { NavigationLink } from "./navigation-link.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

export type NavigationEntry = { href: string; label: string; exact?: boolean };

/** The frame of the researcher's pages: logo, where you are, the project's sections, who you are. */
export function AppShell({ trail, sections, person, children }: { trail?: ReactNode; sections?: NavigationEntry[]; person: string; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className="min-h-dvh">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent">
        {t("skip")}
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-ground/95 backdrop-blur" data-print="hide">
        <div className="mx-auto flex h-12 max-w-[1400px] items-center gap-3 px-4 sm:px-6">
          <Link href="/projects" aria-label={t("home")} className="shrink-0">
            <Logo />
          </Link>
          <div className="min-w-0 flex-1 truncate text-base text-ink-soft">{trail}</div>
          <span className="hidden max-w-48 truncate text-small text-ink-faint sm:block">{person}</span>
          <LanguageSwitch />
          <ThemeToggle />
          <Link href="/account/tokens" aria-label={t("tokens")} title={t("tokens")} className="inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink">
            <KeyRound size={16} />
          </Link>
          <Link href="/signout" prefetch={false} aria-label={t("signOut")} className="inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink">
            <LogOut size={16} />
          </Link>
        </div>
        {sections ? (
          <nav aria-label={t("project")} className="mx-auto flex max-w-[1400px] gap-1 overflow-x-auto px-2 sm:px-4">
            {sections.map((entry) => (
              <NavigationLink key={entry.href} {...entry} />
            ))}
          </nav>
        ) : null}
      </header>
      <main id="content" className="mx-auto max-w-[1400px] px-4 py-6 sm:px-6 sm:py-8">
        {children}
      </main>
    </div>
  );
}
