import { randomUUID } from "node:crypto";
import { Prisma, type Transaction } from "../db.ts";
import type { HandOutPurpose } from "../generated/prisma/client.ts";
import { findFirstByPriority, notePropensity } from "./note-propensity.ts";
import { isOpenFor, type SlotState } from "./open-slots.ts";
import type { JudgedProject } from "./read-claimant.ts";

/** A unit in somebody's hands. `shown`: candidate ids, left to right; `formId`: the form it is asked under. */
export type Lease = { leaseId: string; unitId: string; purpose: HandOutPurpose; shown: string[]; formId: string };
/** `partnerId`: who judges it together with the person; it must be new to both. */
export type Recipient = { project: JudgedProject; userId: string; formId: string; partnerId?: string };

/**
 * This person's live leases, in the order in which they were handed out. The database's clock decides. OFFSET keeps the planner
 * from going through everybody's leases that are not over.
 */
export async function findLiveLeases(tx: Transaction, projectId: string, userId: string): Promise<Lease[]> {
  return tx.$queryRaw<Lease[]>`
    SELECT lease_id AS "leaseId", unit_id AS "unitId", purpose::text AS purpose, shown, form_id AS "formId" FROM (
      SELECT h.* FROM (SELECT * FROM slot WHERE annotator_id = ${userId}::uuid AND done_at IS NULL OFFSET 0) s JOIN handed_out h ON h.lease_id = s.lease_id
      WHERE s.project_id = ${projectId}::uuid AND s.lease_expires_at > now()
        AND NOT EXISTS (SELECT 1 FROM joint_round r WHERE r.lease_id = s.lease_id AND r.closed_at IS NULL)
      UNION ALL
      SELECT h.* FROM handed_out h JOIN unit u ON u.id = h.unit_id
      WHERE h.annotator_id = ${userId}::uuid AND h.lease_expires_at > now() AND h.released_at IS NULL AND u.project_id = ${projectId}::uuid
        AND NOT EXISTS (SELECT 1 FROM judgment j WHERE j.annotator_id = h.annotator_id AND j.unit_id = h.unit_id AND j.purpose = h.purpose)) live
    ORDER BY at, lease_id`;
}

/** Whether A should stand left for this person: the side that they have had less often, else one at random. A has the smaller id. */
function preferLeft(userId: string): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(nullif(sum(CASE WHEN h.shown[1] < h.shown[2] THEN 1 ELSE -1 END), 0), random() - 0.5) < 0
    FROM handed_out h WHERE h.annotator_id = ${userId}::uuid AND cardinality(h.shown) = 2)`;
}

/** The other slot of a pair shows the comparison the other way. */
const PARTNER_NO = Prisma.sql`(s.slot_no - 1 + 2 * (s.slot_no % 2))`;

/** Of a unit's free slots first one with the side that the person has had less often, then one without a side. */
const BY_SIDE = Prisma.sql`CASE s.a_left WHEN (SELECT a_left FROM side) THEN 0 WHEN NOT (SELECT a_left FROM side) THEN 2 ELSE 1 END, s.slot_no`;

/** The first slot in this state by priority. */
function findByPriority({ project, userId, partnerId }: Recipient, state: SlotState): Prisma.Sql {
  return Prisma.sql`SELECT s.unit_id, s.slot_no, s.a_left FROM slot s WHERE ${isOpenFor(project, userId, state, partnerId)} ORDER BY s.priority, ${BY_SIDE} LIMIT 1 FOR UPDATE OF s SKIP LOCKED`;
}

/** CTE `chosen_slot`: by priority, abandoned ones first; or the first in the random order of units from `from` on. */
function chooseSlot(recipient: Recipient, from: number | null): Prisma.Sql {
  const { project, userId, partnerId } = recipient;
  if (from === null) {
    return Prisma.sql`abandoned AS MATERIALIZED (${findByPriority(recipient, "abandoned")}),
    free AS MATERIALIZED (SELECT * FROM (${findByPriority(recipient, "free")}) f WHERE NOT EXISTS (SELECT 1 FROM abandoned)),
    chosen_slot AS (SELECT * FROM abandoned UNION ALL SELECT * FROM free)`;
  }
  return Prisma.sql`chosen_slot AS MATERIALIZED (
      SELECT s.unit_id, s.slot_no, s.a_left FROM unit e JOIN slot s ON s.unit_id = e.id
      WHERE ${isOpenFor(project, userId, "open", partnerId)} AND e.project_id = ${project.id}::uuid AND e.state = 'OPEN' AND e.priority >= ${from}
      ORDER BY e.priority, ${BY_SIDE} LIMIT 1 FOR UPDATE OF s SKIP LOCKED)`;
}

/**
 * One statement: lock the first abandoned or free slot of a unit that this person was never handed, record the hand-out,
 * take the slot. Two claims at once cannot get the same slot (SKIP LOCKED), nor one person the same unit twice (key).
 * A slot without a side takes the opposite of its partner, or the side that the person has had less often. A ranking comes
 * in any order at random.
 */
async function takeSlot(tx: Transaction, recipient: Recipient, from: number | null): Promise<Lease | null> {
  const { project, userId, formId } = recipient;
  const leaseId = randomUUID();
  const rows = await tx.$queryRaw<{ unitId: string; shown: string[] }[]>`
    WITH side AS MATERIALIZED (SELECT ${preferLeft(userId)} AS a_left),
    ${chooseSlot(recipient, from)},
    chosen AS (
      SELECT s.unit_id, s.slot_no, coalesce(s.a_left,
        (SELECT h.shown[1] > h.shown[2] FROM handed_out h WHERE h.unit_id = s.unit_id AND h.slot_no = ${PARTNER_NO} ORDER BY h.at DESC LIMIT 1),
        (SELECT a_left FROM side)) AS a_left
      FROM chosen_slot s),
    handed AS (
      INSERT INTO handed_out (annotator_id, unit_id, slot_no, lease_id, form_id, explored, shown, at)
      SELECT ${userId}::uuid, u.unit_id, u.slot_no, ${leaseId}::uuid, ${formId}::uuid, ${project.handOutOrder === "INFORMATION" ? from !== null : null}::boolean,
        CASE WHEN c.id IS NULL THEN (SELECT array_agg(id ORDER BY random()) FROM unnest(r.candidate_ids) AS id)
          WHEN u.a_left THEN ARRAY[c.candidate_a_id, c.candidate_b_id] ELSE ARRAY[c.candidate_b_id, c.candidate_a_id] END, clock_timestamp()
      FROM chosen u LEFT JOIN comparison c ON c.id = u.unit_id LEFT JOIN ranking r ON r.id = u.unit_id
      ON CONFLICT (annotator_id, unit_id, purpose) DO NOTHING RETURNING unit_id, slot_no, shown)
    UPDATE slot s SET annotator_id = ${userId}::uuid, lease_id = ${leaseId}::uuid, lease_expires_at = now() + make_interval(secs => ${project.leaseSeconds})
    FROM handed WHERE s.unit_id = handed.unit_id AND s.slot_no = handed.slot_no
    RETURNING s.unit_id AS "unitId", handed.shown`;
  const [row] = rows;
  return row ? { leaseId, purpose: "SLOT", formId, ...row } : null;
}

/** Hands out the next slot; where the project orders by information, a share of them from anywhere in the random order. Null when there is none. */
export async function handSlot(tx: Transaction, recipient: Recipient): Promise<Lease | null> {
  const { handOutOrder, explorationShare } = recipient.project;
  if (handOutOrder !== "INFORMATION") return takeSlot(tx, recipient, null);
  const isExploring = Math.random() < explorationShare;
  const first = isExploring ? await findFirstByPriority(tx, recipient) : null;
  const explored = isExploring ? await takeSlot(tx, recipient, Math.random()) : null;
  const lease = explored ?? (await takeSlot(tx, recipient, null));
  if (lease) await notePropensity(tx, recipient, lease, explored === null || lease.unitId === first);
  return lease;
}

/** Hands out a gold comparison that this person has never seen; null when there is none. */
async function handGold(tx: Transaction, { project, userId, formId }: Recipient): Promise<Lease | null> {
  const leaseId = randomUUID();
  const rows = await tx.$queryRaw<{ unitId: string; shown: string[] }[]>`
    INSERT INTO handed_out (annotator_id, unit_id, purpose, lease_id, form_id, shown, at, lease_expires_at)
    SELECT ${userId}::uuid, u.unit_id, 'GOLD', ${leaseId}::uuid, ${formId}::uuid, CASE WHEN ${preferLeft(userId)} THEN ARRAY[c.candidate_a_id, c.candidate_b_id] ELSE ARRAY[c.candidate_b_id, c.candidate_a_id] END,
      clock_timestamp(), now() + make_interval(secs => ${project.leaseSeconds})
    FROM (SELECT g.comparison_id AS unit_id FROM gold g JOIN unit ON unit.id = g.comparison_id
          WHERE unit.project_id = ${project.id}::uuid AND NOT g.in_quiz
            AND NOT EXISTS (SELECT 1 FROM handed_out h WHERE h.annotator_id = ${userId}::uuid AND h.unit_id = g.comparison_id)
          ORDER BY random() LIMIT 1) u
    JOIN comparison c ON c.id = u.unit_id
    ON CONFLICT (annotator_id, unit_id, purpose) DO NOTHING RETURNING unit_id AS "unitId", shown`;
  const [row] = rows;
  return row ? { leaseId, purpose: "GOLD", formId, ...row } : null;
}

/** Shows a comparison that this person judged at least `repeatAfter` hand-outs ago again, sides swapped; null when there is none. */
async function handRepeat(tx: Transaction, { project, userId, formId }: Recipient): Promise<Lease | null> {
  const leaseId = randomUUID();
  const rows = await tx.$queryRaw<{ unitId: string; shown: string[] }[]>`
    WITH mine AS (
      SELECT h.* FROM handed_out h JOIN unit u ON u.id = h.unit_id WHERE h.annotator_id = ${userId}::uuid AND u.project_id = ${project.id}::uuid)
    INSERT INTO handed_out (annotator_id, unit_id, purpose, lease_id, form_id, shown, at, lease_expires_at)
    SELECT ${userId}::uuid, first.unit_id, 'REPEAT', ${leaseId}::uuid, ${formId}::uuid, ARRAY[first.shown[2], first.shown[1]], clock_timestamp(), now() + make_interval(secs => ${project.leaseSeconds})
    FROM mine first JOIN judgment j ON j.annotator_id = first.annotator_id AND j.unit_id = first.unit_id AND j.purpose = first.purpose
    WHERE first.purpose = 'SLOT' AND cardinality(first.shown) = 2
      AND first.at <= (SELECT at FROM mine ORDER BY at DESC OFFSET ${project.repeatAfter}::int - 1 LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM mine other WHERE other.unit_id = first.unit_id AND other.purpose = 'REPEAT')
      AND NOT EXISTS (SELECT 1 FROM gold g WHERE g.comparison_id = first.unit_id)
    ORDER BY random() LIMIT 1
    ON CONFLICT (annotator_id, unit_id, purpose) DO NOTHING RETURNING unit_id AS "unitId", shown`;
  const [row] = rows;
  return row ? { leaseId, purpose: "REPEAT", formId, ...row } : null;
}

const HANDS: Record<HandOutPurpose, (tx: Transaction, recipient: Recipient) => Promise<Lease | null>> = { SLOT: handSlot, GOLD: handGold, REPEAT: handRepeat };

/** Hands out the first of `purposes` that can be had; null when there is nothing. */
export async function handOut(tx: Transaction, recipient: Recipient, purposes: readonly HandOutPurpose[]): Promise<Lease | null> {
  for (const purpose of purposes) {
    const lease = await HANDS[purpose](tx, recipient);
    if (lease) return lease;
  }
  return null;
}
