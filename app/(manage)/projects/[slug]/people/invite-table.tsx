import { useTranslations } from "next-intl";
import type { Invite } from "#lib/generated/prisma/client.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { RevokeButton } from "./revoke-button.tsx";

/** Whether a link still lets people in, and if not, why. */
function stateOf(invite: Invite): "open" | "revoked" | "expired" | "used_up" {
  if (invite.revokedAt) return "revoked";
  if (invite.expiresAt < new Date()) return "expired";
  return invite.useCount >= invite.maxUses ? "used_up" : "open";
}

export function InviteTable({ invites, slug }: { invites: Invite[]; slug: string }) {
  const t = useTranslations("people");
  const m = useTranslations("manage");
  const { formatCount, formatDay } = useFigures();
  return (
    <Table label={t("invites.title")}>
      <thead>
        <tr>
          <Th>{t("form.for")}</Th>
          <Th>{t("form.role")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th numeric>{t("invite.joinedTitle")}</Th>
          <Th numeric>{t("invite.until")}</Th>
          <Th numeric aria-label={t("invite.actions")} />
        </tr>
      </thead>
      <tbody>
        {invites.map((invite) => {
          const state = stateOf(invite);
          return (
            <tr key={invite.id}>
              <Td className="font-medium">{invite.label || "–"}</Td>
              <Td className="text-ink-soft">{m(`roles.${invite.role}`)}</Td>
              <Td>
                <Badge tone={state === "open" ? "accent" : "neutral"}>{t(`invite.${state}`)}</Badge>
              </Td>
              <Td numeric>
                {t("invite.joined", { count: formatCount(invite.useCount), most: formatCount(invite.maxUses) })}
              </Td>
              <Td numeric>{formatDay(invite.expiresAt)}</Td>
              <Td numeric>{state === "open" ? <RevokeButton slug={slug} inviteId={invite.id} label={invite.label || t("invite.thisLink")} /> : null}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
