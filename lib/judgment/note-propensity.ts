import { Prisma, type Transaction } from "../db.ts";
import type { Lease, Recipient } from "./hand-out.ts";
import { isOpenFor } from "./open-slots.ts";

/** The unit that the order by priority gives this person next; null when there is none. */
export async function findFirstByPriority(tx: Transaction, { project, userId, partnerId }: Recipient): Promise<string | null> {
  const find = (state: "abandoned" | "free") => Prisma.sql`(SELECT s.unit_id FROM slot s WHERE ${isOpenFor(project, userId, state, partnerId)} ORDER BY s.priority LIMIT 1)`;
  const rows = await tx.$queryRaw<{ unitId: string | null }[]>`SELECT coalesce(${find("abandoned")}, ${find("free")}) AS "unitId"`;
  return rows[0]?.unitId ?? null;
}

/**
 * Notes how likely the rule was to hand out this unit. With the exploration share e, a start is drawn uniformly in the random
 * order, so that a unit is met with the length of the gap before it; a start behind the last unit falls back to the first by
 * priority. p = e × gap, and for the first by priority (1 − e) + e × rest more. What others lock meanwhile is left out of it.
 */
export async function notePropensity(tx: Transaction, { project, userId, partnerId }: Recipient, { leaseId, unitId }: Lease, isFirst: boolean): Promise<void> {
  const draw = (condition: Prisma.Sql) => Prisma.sql`(SELECT o.priority FROM unit o WHERE o.project_id = e.project_id AND o.state = 'OPEN' AND ${condition}
      AND EXISTS (SELECT 1 FROM slot s WHERE s.unit_id = o.id AND ${isOpenFor(project, userId, "open", partnerId)} OFFSET 0) ORDER BY o.priority DESC LIMIT 1)`;
  await tx.$executeRaw`
    UPDATE handed_out h SET propensity = least(1, greatest(1e-12, ${project.explorationShare}::float8 * (here.draw - here.before) + CASE WHEN ${isFirst} THEN 1 - ${project.explorationShare}::float8 * here.last ELSE 0 END))
    FROM (
      SELECT e.priority AS draw, coalesce(${draw(Prisma.sql`o.priority < e.priority`)}, 0) AS before, greatest(e.priority, ${draw(Prisma.sql`TRUE`)}) AS last
      FROM unit e WHERE e.id = ${unitId}::uuid) here
    WHERE h.lease_id = ${leaseId}::uuid`;
}
