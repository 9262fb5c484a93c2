import { createHash, randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/index.ts";
import { settleUnits } from "#lib/consensus/index.ts";
import { getDb } from "#lib/db.ts";
import { getCurrentForm } from "#lib/form/index.ts";
import type { Dimension, VerdictValue } from "#lib/generated/prisma/client.ts";

export type Answer = Partial<Record<Dimension, VerdictValue>>;
type Options = { counted?: boolean; leftIsA?: boolean };

/** A stored judgment by candidate, past the claim: for everything that only reads judgments. Takes the next slot number. */
export async function makeJudgment(comparisonId: string, annotator: Actor, answer: Answer, { counted = true, leftIsA = true }: Options = {}): Promise<void> {
  const db = getDb();
  const { projectId, candidateAId, candidateBId } = await db.comparison.findUniqueOrThrow({ where: { id: comparisonId } });
  const { id: formId } = await getCurrentForm(db, projectId);
  const slotNo = 1 + (await db.judgment.count({ where: { unitId: comparisonId } }));
  const verdicts = Object.entries(answer).map(([dimension, value]) => ({ comparisonId, dimension: dimension as Dimension, value }));
  const handed = { annotatorId: annotator.userId, unitId: comparisonId, slotNo, formId, shown: leftIsA ? [candidateAId, candidateBId] : [candidateBId, candidateAId] };
  const leaseId = randomUUID();
  await db.handedOut.create({ data: { ...handed, leaseId } });
  if (counted) await db.slot.updateMany({ where: { unitId: comparisonId, slotNo }, data: { annotatorId: annotator.userId, leaseId, leaseExpiresAt: new Date(), doneAt: new Date() } });
  await db.judgment.create({
    data: {
      id: randomUUID(),
      ...handed,
      counted,
      payloadHash: createHash("sha256").update(JSON.stringify(answer)).digest("hex"),
      durationMs: 5_000,
      guidelineVersion: 1,
      simulated: annotator.simulated,
      verdicts: { createMany: { data: verdicts } },
    },
  });
  await db.$transaction((tx) => settleUnits(tx, projectId, [comparisonId]));
}
