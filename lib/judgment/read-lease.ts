import type { Transaction } from "../db.ts";
import { readForm } from "../form/get-form.ts";
import type { HandOutPurpose, Judgment, Member, Prisma, Project } from "../generated/prisma/client.ts";
import type { AnswerContext } from "./answer/context.ts";

/** A judgment that is stored already, as far as a repetition of it needs it. */
export type StoredJudgment = Pick<Judgment, "id" | "annotatorId" | "payloadHash" | "counted" | "submittedAt">;

/** What storing an answer has to know of its lease. `stored`: the judgment that bears the answer's key already. */
export type LeaseRecord = {
  unitId: string;
  itemId: string;
  annotatorId: string;
  purpose: HandOutPurpose;
  slotNo: number | null;
  shown: string[];
  formId: string;
  isReleased: boolean;
  isJudged: boolean;
  isJudgedTogether: boolean;
  project: Pick<Project, "id" | "dimensions" | "guidelineVersion" | "overlapMax" | "handOutOrder" | "qualityRules">;
  member: Pick<Member, "role" | "state"> | null;
  stored: StoredJudgment | null;
  context: AnswerContext;
};

type Row = Omit<LeaseRecord, "context" | "stored"> & {
  stored: (Omit<StoredJudgment, "submittedAt"> & { submittedAt: string }) | null;
  version: number;
  definition: Prisma.JsonValue;
  candidates: AnswerContext["shown"];
  pairs: AnswerContext["pairs"];
};

/**
 * Answers under one lease come one after the other: whoever is second sees what the first has stored. Whoever excludes one of
 * these people waits for the answer, and leaves it out of the consensus too.
 */
export async function lockLease(tx: Transaction, leaseId: string, userIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM handed_out h JOIN unit u ON u.id = h.unit_id JOIN member m ON m.project_id = u.project_id AND m.user_id = ANY(${userIds}::uuid[])
    WHERE h.lease_id = ${leaseId}::uuid ORDER BY m.user_id FOR UPDATE OF h FOR SHARE OF m`;
}

/** A lease with all that an answer to it is read against, in one statement; null when there is no such lease. `judgmentId`: the answer's key. */
export async function readLease(tx: Transaction, leaseId: string, judgmentId: string): Promise<LeaseRecord | null> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT h.unit_id AS "unitId", u.item_id AS "itemId", h.annotator_id AS "annotatorId", h.purpose::text AS purpose, h.slot_no AS "slotNo", h.shown, h.form_id AS "formId",
      h.released_at IS NOT NULL AS "isReleased", f.version, f.definition,
      (SELECT jsonb_build_object('id', j.id, 'annotatorId', j.annotator_id, 'payloadHash', j.payload_hash, 'counted', j.counted, 'submittedAt', j.submitted_at)
       FROM judgment j WHERE j.id = ${judgmentId}::uuid) AS stored,
      EXISTS (SELECT 1 FROM judgment j WHERE j.unit_id = h.unit_id AND j.annotator_id = h.annotator_id AND j.purpose = h.purpose) AS "isJudged",
      EXISTS (SELECT 1 FROM joint_round r WHERE r.lease_id = h.lease_id AND r.closed_at IS NULL) AS "isJudgedTogether",
      jsonb_build_object('id', p.id, 'dimensions', p.dimensions, 'guidelineVersion', p.guideline_version, 'overlapMax', p.overlap_max, 'handOutOrder', p.hand_out_order, 'qualityRules', p.quality_rules) AS project,
      (SELECT jsonb_build_object('role', m.role, 'state', m.state) FROM member m WHERE m.project_id = p.id AND m.user_id = h.annotator_id) AS member,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'width', i.width, 'height', i.height) ORDER BY array_position(h.shown, c.id)), '[]') FROM candidate c JOIN picture i ON i.id = c.picture_id WHERE c.id = ANY(h.shown)) AS candidates,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('comparisonId', c.id, 'candidateAId', c.candidate_a_id, 'candidateBId', c.candidate_b_id)), '[]')
       FROM comparison c WHERE c.candidate_a_id = ANY(h.shown) AND c.candidate_b_id = ANY(h.shown)) AS pairs
    FROM handed_out h JOIN unit u ON u.id = h.unit_id JOIN project p ON p.id = u.project_id JOIN form f ON f.id = h.form_id
    WHERE h.lease_id = ${leaseId}::uuid`;
  const [row] = rows;
  if (!row) return null;
  const { version, definition, candidates, pairs, stored, ...lease } = row;
  const form = readForm({ id: lease.formId, version, definition }).definition;
  return { ...lease, stored: stored && { ...stored, submittedAt: new Date(stored.submittedAt) }, context: { form, dimensions: lease.project.dimensions, shown: candidates, pairs } };
}
