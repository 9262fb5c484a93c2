import { useTranslations } from "next-intl";
import { EmptyState } from "../_components/empty-state.tsx";
import { RetryButton } from "../_components/retry-button.tsx";
import { pageTitle } from "../_server/page-title.ts";

export const generateMetadata = pageTitle("unavailable");

/** The code that the API answers with, for who asks the operator. */
const CODE = "database_unavailable";

/** Stands at any address while the database is away (see proxy.ts), and gives way to the page itself once it is back. */
export default function UnavailablePage() {
  const t = useTranslations("shell");
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("unavailable.title")} action={<RetryButton />}>
        {t("unavailable.text")} <code className="font-mono text-small">{CODE}</code>
      </EmptyState>
    </main>
  );
}
