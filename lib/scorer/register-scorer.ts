import { randomUUID } from "node:crypto";
import { getDb, type Prisma } from "../db.ts";
import type { ScorerVersion } from "../generated/prisma/client.ts";

export type RegisterScorerInput = { name: string; kind: string; description: string; hash: string; scaleMin: number; scaleMax: number; config?: Prisma.InputJsonObject };

/** The row of a scorer at a version, made if it is new. The same hash always gives the same row. */
export async function registerScorer(input: RegisterScorerInput): Promise<ScorerVersion> {
  const { name, kind, description, hash, scaleMin, scaleMax, config } = input;
  return getDb().$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO scorer (id, name, kind, description) VALUES (${randomUUID()}::uuid, ${name}, ${kind}, ${description}) ON CONFLICT (name) DO NOTHING`;
    const scorer = await tx.scorer.findUniqueOrThrow({ where: { name } });
    await tx.scorerVersion.createMany({ data: [{ id: randomUUID(), scorerId: scorer.id, hash, scaleMin, scaleMax, config: config ?? {} }], skipDuplicates: true });
    return tx.scorerVersion.findUniqueOrThrow({ where: { scorerId_hash: { scorerId: scorer.id, hash } } });
  });
}
