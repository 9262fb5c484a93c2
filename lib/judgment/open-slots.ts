import { type DbOrTransaction, Prisma } from "../db.ts";
import { asksRanking } from "../form/asks-ranking.ts";
import type { JudgedProject } from "./read-claimant.ts";

/** Nobody has had it since it was last given back; or somebody's lease on it is over: each has an index of its own. Open is either. */
export type SlotState = "free" | "abandoned" | "open";
const IN_STATE: Record<SlotState, Prisma.Sql> = {
  free: Prisma.sql`s.annotator_id IS NULL`,
  abandoned: Prisma.sql`s.annotator_id IS NOT NULL AND s.lease_expires_at <= now()`,
  open: Prisma.sql`(s.annotator_id IS NULL OR s.lease_expires_at <= now())`,
};

/**
 * Condition on a slot `s`: it is in this state and this person may be handed it. Its unit is new to them and is not gold, they read
 * the item's language (zh reads zh-Hans too) and have the qualification that it asks for, no cap on the item is reached, and the current form asks for
 * units of its kind. OFFSET keeps the planner from answering the last for every unit of the project before it looks at the first slot.
 */
export function isOpenFor(project: JudgedProject, userId: string, state: SlotState, partnerId = userId): Prisma.Sql {
  return Prisma.sql`s.project_id = ${project.id}::uuid AND s.done_at IS NULL AND ${IN_STATE[state]}
    AND NOT EXISTS (SELECT 1 FROM handed_out h WHERE h.annotator_id IN (${userId}::uuid, ${partnerId}::uuid) AND h.unit_id = s.unit_id)
    AND NOT EXISTS (SELECT 1 FROM gold g WHERE g.comparison_id = s.unit_id)
    ${project.isPlain ? Prisma.empty : Prisma.sql`AND ${itemAllows(project, userId)}`}`;
}

function itemAllows({ id, judgmentsPerItem, judgmentsPerPersonAndItem }: JudgedProject, userId: string): Prisma.Sql {
  const taken = Prisma.sql`SELECT count(*) FROM slot o JOIN unit ou ON ou.id = o.unit_id WHERE ou.item_id = u.item_id AND (o.done_at IS NOT NULL OR o.lease_expires_at > now())`;
  return Prisma.sql`EXISTS (
      SELECT 1 FROM unit u JOIN item i ON i.id = u.item_id JOIN member m ON m.project_id = u.project_id AND m.user_id = ${userId}::uuid
      WHERE u.id = s.unit_id AND (u.kind = 'RANKING') = (SELECT ${asksRanking(Prisma.sql`f.definition`)} FROM form f WHERE f.project_id = ${id}::uuid ORDER BY f.version DESC LIMIT 1)
        AND (m.languages = '{}' OR i.language = ANY(m.languages) OR split_part(i.language, '-', 1) = ANY(m.languages)) AND (i.qualification IS NULL OR i.qualification = ANY(m.qualifications))
        AND (${judgmentsPerItem}::int IS NULL OR (${taken}) < ${judgmentsPerItem}::int)
        AND (${judgmentsPerPersonAndItem}::int IS NULL OR (${taken} AND o.annotator_id = ${userId}::uuid) < ${judgmentsPerPersonAndItem}::int)
      OFFSET 0)`;
}

/** Whether anything is left that this person could be handed now, whoever has its row locked. */
export async function hasOpenSlots(tx: DbOrTransaction, project: JudgedProject, userId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM slot s WHERE ${isOpenFor(project, userId, "free")}) OR EXISTS (SELECT 1 FROM slot s WHERE ${isOpenFor(project, userId, "abandoned")}) AS open`;
  return rows[0]?.open ?? false;
}

/** How many more slots the project's limit for everybody lets anybody take. */
export async function countLeft(tx: DbOrTransaction, { id, judgmentsInAll }: Pick<JudgedProject, "id" | "judgmentsInAll">): Promise<number> {
  if (judgmentsInAll === null) return Infinity;
  const rows = await tx.$queryRaw<{ taken: number }[]>`SELECT count(*)::int AS taken FROM slot WHERE project_id = ${id}::uuid AND (done_at IS NOT NULL OR lease_expires_at > now())`;
  return Math.max(0, judgmentsInAll - (rows[0]?.taken ?? 0));
}

/** How many units this person could be handed now, counted up to `most`. */
export function countOpenUnits(project: JudgedProject, userId: string, most: number): Prisma.Sql {
  const find = (state: SlotState) => Prisma.sql`(SELECT DISTINCT s.priority, s.unit_id FROM slot s WHERE ${isOpenFor(project, userId, state)} ORDER BY s.priority, s.unit_id LIMIT ${most})`;
  return Prisma.sql`(SELECT least(count(DISTINCT unit_id), ${most}) FROM (${find("free")} UNION ALL ${find("abandoned")}) open_units)`;
}
