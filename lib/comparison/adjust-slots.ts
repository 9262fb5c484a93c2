import type { Transaction } from "../db.ts";

/** `wanted`: how many slots of the unit should be open, held or free. */
export type WantedSlots = { unitId: string; wanted: number };

/**
 * Adds slots where too few are open, and takes free ones away, the last first, where there are too many. What somebody holds
 * stays theirs. The caller holds the units' row locks, so that two adjustments of one unit come one after the other.
 */
export async function adjustSlots(tx: Transaction, units: readonly WantedSlots[]): Promise<void> {
  if (units.length === 0) return;
  const rows = JSON.stringify(units.map(({ unitId, wanted }) => ({ id: unitId, wanted })));
  await tx.$executeRaw`
    WITH ranked AS (
      SELECT s.unit_id, s.slot_no, r.wanted,
        row_number() OVER (PARTITION BY s.unit_id ORDER BY s.annotator_id IS NOT NULL AND s.lease_expires_at > now() DESC, s.slot_no) AS place
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, wanted int) JOIN slot s ON s.unit_id = r.id WHERE s.done_at IS NULL)
    DELETE FROM slot WHERE (unit_id, slot_no) IN (
      SELECT s.unit_id, s.slot_no FROM slot s JOIN ranked USING (unit_id, slot_no)
      WHERE ranked.place > ranked.wanted AND s.done_at IS NULL AND (s.annotator_id IS NULL OR s.lease_expires_at <= now())
      FOR UPDATE OF s SKIP LOCKED)`;
  await tx.$executeRaw`
    INSERT INTO slot (unit_id, slot_no, project_id, priority)
    SELECT u.id, n, u.project_id, coalesce(have.priority, u.priority)
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, wanted int) JOIN unit u ON u.id = r.id
    CROSS JOIN LATERAL (SELECT coalesce(max(slot_no), 0) AS last, count(*) FILTER (WHERE done_at IS NULL) AS open, max(priority) AS priority FROM slot WHERE unit_id = u.id) have
    CROSS JOIN LATERAL generate_series(have.last + 1, have.last + r.wanted - have.open) n`;
}
