"use client";

import { useTranslations } from "next-intl";
import { Button } from "./_components/button.tsx";
import { EmptyState } from "./_components/empty-state.tsx";

/** Errors of pages reach the browser without their text; the digest finds them in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("shell");
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("failed.title")} action={<Button variant="primary" onClick={reset}>{t("failed.again")}</Button>}>
        {t("failed.text")} {error.digest ? t("failed.entry", { digest: error.digest }) : null}
      </EmptyState>
    </main>
  );
}
