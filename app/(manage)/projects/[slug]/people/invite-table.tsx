import type { Invite } from "#lib/generated/prisma/client.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { formatCount } from "../../../../_components/figure.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { RevokeButton } from "./revoke-button.tsx";

/** Whether a link still lets people in, and if not, why. */
function stateOf(invite: Invite): "open" | "revoked" | "expired" | "used up" {
  if (invite.revokedAt) return "revoked";
  if (invite.expiresAt < new Date()) return "expired";
  return invite.useCount >= invite.maxUses ? "used up" : "open";
}

export function InviteTable({ invites, slug }: { invites: Invite[]; slug: string }) {
  return (
    <Table label="Invites">
      <thead>
        <tr>
          <Th>For</Th>
          <Th>Role</Th>
          <Th>State</Th>
          <Th numeric>Joined</Th>
          <Th numeric>Until</Th>
          <Th numeric aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {invites.map((invite) => {
          const state = stateOf(invite);
          return (
            <tr key={invite.id}>
              <Td className="font-medium">{invite.label || "–"}</Td>
              <Td className="text-ink-soft">{invite.role.toLowerCase()}</Td>
              <Td>
                <Badge tone={state === "open" ? "accent" : "neutral"}>{state}</Badge>
              </Td>
              <Td numeric>
                {formatCount(invite.useCount)} of {formatCount(invite.maxUses)}
              </Td>
              <Td numeric>{invite.expiresAt.toISOString().slice(0, 10)}</Td>
              <Td numeric>{state === "open" ? <RevokeButton slug={slug} inviteId={invite.id} label={invite.label || "this link"} /> : null}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
