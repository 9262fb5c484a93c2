import { useTranslations } from "next-intl";
import type { ListedToken } from "#lib/token/index.ts";
import { Badge } from "../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../_components/table.tsx";
import { useFigures } from "../../../_components/use-figures.ts";
import { RevokeButton } from "./revoke-button.tsx";

/** Whether a token still opens anything, and if not, why. */
function stateOf({ revokedAt, expiresAt }: ListedToken): "valid" | "revoked" | "expired" {
  if (revokedAt) return "revoked";
  return expiresAt && expiresAt <= new Date() ? "expired" : "valid";
}

export function TokenTable({ tokens }: { tokens: ListedToken[] }) {
  const t = useTranslations("tokens");
  const { formatDay, formatMoment } = useFigures();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th className="hidden sm:table-cell">{t("columns.beginning")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th numeric className="hidden sm:table-cell">{t("columns.created")}</Th>
          <Th numeric className="hidden sm:table-cell">{t("columns.used")}</Th>
          <Th numeric className="hidden md:table-cell">{t("columns.until")}</Th>
          <Th numeric aria-label={t("columns.actions")} />
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => {
          const state = stateOf(token);
          return (
            <tr key={token.id}>
              <Td className="font-medium break-words">{token.name}</Td>
              <Td className="hidden font-mono text-small text-ink-soft sm:table-cell">{token.beginning}…</Td>
              <Td>
                <Badge tone={state === "valid" ? "accent" : "neutral"}>{t(`states.${state}`)}</Badge>
              </Td>
              <Td numeric className="hidden sm:table-cell">{formatDay(token.createdAt)}</Td>
              <Td numeric className="hidden sm:table-cell">{token.lastUsedAt ? formatMoment(token.lastUsedAt) : t("neverUsed")}</Td>
              <Td numeric className="hidden md:table-cell">{token.expiresAt ? formatDay(token.expiresAt) : "–"}</Td>
              <Td numeric>{state === "valid" ? <RevokeButton tokenId={token.id} name={token.name} /> : null}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
