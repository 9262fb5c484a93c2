import { getDb } from "../db.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";

/** What the starter sees of a candidate and says of it: plain and pooled features, and its four scores, 0..10. */
export type CandidateFeatures = { plain: Float32Array; pooled: Float32Array; starter: Float32Array };

export const STARTER_DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
const PAGE = 500;

function toBytes({ plain, pooled, starter }: CandidateFeatures): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(4 * (plain.length + pooled.length + starter.length)));
  let at = 0;
  for (const values of [plain, pooled, starter]) for (const value of values) bytes.setFloat32(4 * at++, value, true);
  return new Uint8Array(bytes.buffer);
}

function fromBytes(values: Uint8Array, plainCount: number, pooledCount: number): CandidateFeatures {
  const bytes = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const read = (from: number, count: number) => Float32Array.from({ length: count }, (_, index) => bytes.getFloat32(4 * (from + index), true));
  return { plain: read(0, plainCount), pooled: read(plainCount, pooledCount), starter: read(plainCount + pooledCount, STARTER_DIMENSIONS.length) };
}

/** Those of the candidates that have no features of this version yet, in the order given. */
export async function listWithoutFeatures(candidateIds: readonly string[], version: string): Promise<string[]> {
  const rows = await getDb().$queryRaw<{ id: string }[]>`
    SELECT candidate_id AS id FROM candidate_feature WHERE version = ${version} AND candidate_id = ANY(${[...candidateIds]}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  return candidateIds.filter((id) => !known.has(id));
}

/** Keeps features; those that are there already stay. Throws `job_taken_over`. */
export async function keepFeatures(version: string, rows: readonly (CandidateFeatures & { candidateId: string })[], attempt?: JobAttempt): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    await tx.candidateFeature.createMany({ data: rows.map((row) => ({ candidateId: row.candidateId, version, plainCount: row.plain.length, pooledCount: row.pooled.length, values: toBytes(row) })), skipDuplicates: true });
  });
}

/** The kept features of candidates, by id. */
export async function readFeatures(candidateIds: readonly string[], version: string): Promise<Map<string, CandidateFeatures>> {
  const found = new Map<string, CandidateFeatures>();
  for (let from = 0; from < candidateIds.length; from += PAGE) {
    const rows = await getDb().candidateFeature.findMany({ where: { version, candidateId: { in: candidateIds.slice(from, from + PAGE) } } });
    for (const row of rows) found.set(row.candidateId, fromBytes(row.values, row.plainCount, row.pooledCount));
  }
  return found;
}
