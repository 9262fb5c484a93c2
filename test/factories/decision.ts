import { randomUUID } from "node:crypto";
import { getDb } from "#lib/db.ts";
import type { Comparison, Dimension, Project, VerdictValue } from "#lib/generated/prisma/client.ts";
import { makeMember } from "./people.ts";

/** A reviewer's decision on a comparison, as it stands after it was made. */
export async function decide(project: Project, { id, candidateAId, candidateBId }: Comparison, verdicts: Partial<Record<Dimension, Exclude<VerdictValue, "SKIP">>>): Promise<void> {
  const reviewer = await makeMember(project.id, { role: "REVIEWER" });
  const now = new Date();
  const dimensions = Object.keys(verdicts) as Dimension[];
  await getDb().adjudication.create({
    data: {
      id: randomUUID(),
      comparisonId: id,
      reviewerId: reviewer.userId,
      shown: [candidateAId, candidateBId],
      disputed: dimensions,
      leaseExpiresAt: new Date(now.getTime() + 60_000),
      blind: Object.fromEntries(dimensions.map((dimension) => [dimension, { value: verdicts[dimension], strength: null }])),
      blindAt: now,
      reason: "Both are right.",
      decidedAt: now,
      verdicts: { create: dimensions.map((dimension) => ({ dimension, value: verdicts[dimension]! })) },
    },
  });
}
