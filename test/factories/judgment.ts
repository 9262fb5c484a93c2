import { createHash, randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import type { Dimension, VerdictValue } from "#lib/generated/prisma/client.ts";

export type Answer = Partial<Record<Dimension, VerdictValue>>;
type Options = { counted?: boolean; leftIsA?: boolean };

/** A stored judgment by candidate, past the claim: for everything that only reads judgments. Takes the next slot number. */
export async function makeJudgment(comparisonId: string, annotator: Actor, answer: Answer, { counted = true, leftIsA = true }: Options = {}): Promise<void> {
  const db = getDb();
  const slotNo = 1 + (await db.judgment.count({ where: { comparisonId } }));
  const verdicts = Object.entries(answer).map(([dimension, value]) => ({ dimension: dimension as Dimension, value }));
  await db.handedOut.create({ data: { annotatorId: annotator.userId, comparisonId, slotNo, leaseId: randomUUID(), leftIsA } });
  await db.judgment.create({
    data: {
      id: randomUUID(),
      comparisonId,
      annotatorId: annotator.userId,
      slotNo,
      counted,
      leftIsA,
      payloadHash: createHash("sha256").update(JSON.stringify(answer)).digest("hex"),
      durationMs: 5_000,
      guidelineVersion: 1,
      simulated: annotator.simulated,
      verdicts: { create: verdicts },
    },
  });
}
