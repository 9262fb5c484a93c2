import { useTranslations } from "next-intl";
import { ButtonLink } from "./_components/button.tsx";
import { EmptyState } from "./_components/empty-state.tsx";

export default function NotFound() {
  const t = useTranslations("shell");
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("missing.title")} action={<ButtonLink href="/" variant="primary">{t("missing.start")}</ButtonLink>}>
        {t("missing.text")}
      </EmptyState>
    </main>
  );
}
