import { randomUUID } from "node:crypto";
import { type DbOrTransaction, getDb, Prisma, type Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import type { Dimension, ScorerVersion } from "../generated/prisma/client.ts";

/** `definition`: what opens it again, with whole paths; without it only the worker that has it can score with it. */
export type RegisterScorerInput = {
  name: string;
  kind: string;
  description: string;
  hash: string;
  scaleMin: number;
  scaleMax: number;
  dimensions?: Dimension[];
  passes?: number;
  config?: Prisma.InputJsonObject;
  definition?: Prisma.InputJsonObject;
};

const ALL: Dimension[] = ["prompt_following", "consistency", "visual_quality", "overall"];

async function registerIn(tx: Transaction, input: RegisterScorerInput): Promise<ScorerVersion> {
  const { name, kind, description, hash, scaleMin, scaleMax, dimensions = ALL, passes = 1, config = {}, definition } = input;
  await tx.$executeRaw`INSERT INTO scorer (id, name, kind, description) VALUES (${randomUUID()}::uuid, ${name}, ${kind}, ${description}) ON CONFLICT (name) DO NOTHING`;
  const scorer = await tx.scorer.findUniqueOrThrow({ where: { name } });
  if (scorer.kind !== kind) throw conflict("scorer_name_taken", "There is a scorer of this name, and it is of another kind.", { name: ["There is a scorer of this name, and it is of another kind."] });
  await tx.scorerVersion.createMany({ data: [{ id: randomUUID(), scorerId: scorer.id, hash, scaleMin, scaleMax, dimensions, passes, config, definition }], skipDuplicates: true });
  const version = await tx.scorerVersion.findUniqueOrThrow({ where: { scorerId_hash: { scorerId: scorer.id, hash } } });
  // The same numbers by another path, or from before definitions were kept: what opens it is brought up to date.
  if (!definition || JSON.stringify(version.definition) === JSON.stringify(definition)) return version;
  return tx.scorerVersion.update({ where: { id: version.id }, data: { definition, config, dimensions, passes } });
}

/**
 * The row of a scorer at a version, made if it is new. The same hash always gives the same row, however often it is registered.
 * It does not authorise: its callers have, or run at the machine. Throws `scorer_name_taken` where the name is another kind's.
 */
export async function registerScorer(input: RegisterScorerInput, db?: Transaction): Promise<ScorerVersion> {
  return db ? registerIn(db, input) : getDb().$transaction((tx) => registerIn(tx, input));
}

/** A version by its id or by `name` or `name@hash` (the beginning of the hash will do); the newest of a name. Null when there is none. */
export async function findScorerVersion(db: DbOrTransaction, reference: string): Promise<ScorerVersion | null> {
  const [name = "", hash = ""] = reference.split("@");
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(reference);
  return db.scorerVersion.findFirst({ where: isId ? { id: reference } : { scorer: { name }, hash: { startsWith: hash } }, orderBy: { createdAt: "desc" } });
}
