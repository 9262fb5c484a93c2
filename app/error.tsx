"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "./_components/button.tsx";
import { EmptyState } from "./_components/empty-state.tsx";
import { RetryButton } from "./_components/retry-button.tsx";

/** The digest of a page that lost its database on the way; see app/_server/get-actor.ts. */
const DATABASE_AWAY = "database_unavailable";

/** Errors of pages reach the browser without their text; the digest finds them in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("shell");
  const router = useRouter();
  // What failed on the server is asked for again, not only drawn again.
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  const isAway = error.digest === DATABASE_AWAY;
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      {isAway ? (
        <EmptyState isPage title={t("unavailable.title")} action={<RetryButton />}>
          {t("unavailable.text")} <code className="font-mono text-small">{DATABASE_AWAY}</code>
        </EmptyState>
      ) : (
        <EmptyState isPage title={t("failed.title")} action={<Button variant="primary" onClick={again}>{t("failed.again")}</Button>}>
          {t("failed.text")} {error.digest ? t("failed.entry", { digest: error.digest }) : null}
        </EmptyState>
      )}
    </main>
  );
}
