import type { ReactNode } from "react";
import { ClientMessages } from "../_components/client-messages.tsx";
import { LanguageSwitch } from "../_components/language-switch.tsx";
import { Logo } from "../_components/logo.tsx";
import { ThemeToggle } from "../_components/theme-toggle.tsx";

/** A quiet page with one card in the middle. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-12 items-center justify-between px-4 sm:px-6">
        <Logo />
        <span className="flex items-center gap-1">
          <LanguageSwitch named />
          <ThemeToggle />
        </span>
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[12vh] pb-16">
        <div className="w-full max-w-sm">
          <ClientMessages areas={["auth"]}>{children}</ClientMessages>
        </div>
      </main>
    </div>
  );
}
