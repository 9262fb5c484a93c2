import type { Actor } from "../auth/actor.ts";
import type { Transaction } from "../db.ts";
import type { VerdictRow } from "./answer/context.ts";
import type { LeaseRecord } from "./read-lease.ts";
import type { ParsedJudgment, StoredParts } from "./schemas.ts";

export type NewJudgment = {
  input: ParsedJudgment;
  payloadHash: string;
  partnerId: string | null;
  accuracy: number;
  verdicts: readonly VerdictRow[];
  parts: StoredParts;
};

/**
 * One statement: takes the slot, writes the judgment, its verdicts and the audit row. `counted` is false when the slot is
 * not this lease's any more (an expired one that went to nobody still is), or when there never was one (gold, repeats).
 */
export async function writeJudgment(tx: Transaction, actor: Actor, lease: LeaseRecord, given: NewJudgment): Promise<{ counted: boolean; submittedAt: Date }> {
  const { id, leaseId, durationMs, note } = given.input;
  const { project, unitId, annotatorId, purpose, slotNo, shown, formId } = lease;
  const { partnerId, accuracy, payloadHash } = given;
  const rows = await tx.$queryRaw<{ counted: boolean; submittedAt: Date }[]>`
    WITH taken AS (
      UPDATE slot SET done_at = now() WHERE unit_id = ${unitId}::uuid AND slot_no = ${slotNo}::int AND lease_id = ${leaseId}::uuid AND done_at IS NULL RETURNING slot_no),
    given AS (
      INSERT INTO judgment (id, unit_id, annotator_id, partner_id, purpose, slot_no, counted, shown, form_id, answer, payload_hash, duration_ms, note, guideline_version, simulated, accuracy, submitted_at)
      SELECT ${id}::uuid, ${unitId}::uuid, ${annotatorId}::uuid, ${partnerId}::uuid, ${purpose}::"HandOutPurpose", ${slotNo}::int, EXISTS (SELECT 1 FROM taken), ${shown}::uuid[], ${formId}::uuid,
        ${JSON.stringify(given.parts)}::jsonb, ${payloadHash}, ${durationMs}::int, ${note}, ${project.guidelineVersion}::int, ${actor.simulated}, ${accuracy}::float8, date_trunc('milliseconds', clock_timestamp())
      RETURNING counted, submitted_at),
    said AS (
      INSERT INTO verdict (judgment_id, comparison_id, dimension, value, strength)
      SELECT ${id}::uuid, v."comparisonId", v.dimension::"Dimension", v.value::"VerdictValue", v.strength
      FROM jsonb_to_recordset(${JSON.stringify(given.verdicts)}::jsonb) AS v("comparisonId" uuid, dimension text, value text, strength smallint)),
    noted AS (
      INSERT INTO audit_entry (actor_id, project_id, action, subject, detail)
      SELECT ${actor.userId}::uuid, ${project.id}::uuid, 'judgment_submitted', ${id}, jsonb_strip_nulls(jsonb_build_object('counted', counted, 'partnerId', ${partnerId}::text)) FROM given)
    SELECT counted, submitted_at AS "submittedAt" FROM given`;
  const [written] = rows;
  if (!written) throw new Error("The judgment was not written.");
  return written;
}
