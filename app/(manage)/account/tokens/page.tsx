import { getTranslations } from "next-intl/server";
import { listTokens } from "#lib/token/index.ts";
import { AppShell } from "../../../_components/app-shell.tsx";
import { ClientMessages } from "../../../_components/client-messages.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { PageHeader } from "../../../_components/page-header.tsx";
import { requireActorHere } from "../../../_server/get-actor.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { TokenForm } from "./token-form.tsx";
import { TokenTable } from "./token-table.tsx";

export const generateMetadata = pageTitle("tokens");

export default async function TokensPage() {
  const t = await getTranslations("tokens");
  const titles = await getTranslations("titles");
  const actor = await requireActorHere();
  const mayHave = actor.email !== null && !actor.simulated;
  const tokens = mayHave ? await listTokens(actor) : [];
  return (
    <AppShell person={actor.email ?? actor.pseudonym} trail={t("account")}>
      <PageHeader title={titles("tokens")}>{mayHave ? t("lead") : null}</PageHeader>
      {mayHave ? (
        <ClientMessages areas={["tokens", "manage", "errors"]}>
          <TokenForm />
          {tokens.length === 0 ? <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState> : <TokenTable tokens={tokens} />}
        </ClientMessages>
      ) : (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      )}
    </AppShell>
  );
}
