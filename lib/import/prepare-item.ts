import { createComparisons } from "../comparison/create-comparisons.ts";
import { getDb, type Prisma } from "../db.ts";
import type { Picture } from "../generated/prisma/client.ts";
import { changeMapKey, computeChangeMap, derivePicture, getStorage } from "../image/index.ts";
import { insertProblems } from "./write-batch.ts";
import { enqueue } from "../job/index.ts";

const WITH_PICTURES = {
  sources: { include: { picture: true }, orderBy: { position: "asc" } },
  candidates: { include: { picture: true } },
  project: { select: { overlap: true, comparisonsPerItem: true } },
} satisfies Prisma.ItemInclude;

type LoadedItem = Prisma.ItemGetPayload<{ include: typeof WITH_PICTURES }>;
type Broken = { line: number | null; field: string; picture: Picture };

/** Derives every picture of the item; returns those that cannot be decoded. */
async function deriveAll(item: LoadedItem): Promise<{ sources: Picture[]; ready: LoadedItem["candidates"]; broken: Broken[] }> {
  const broken: Broken[] = [];
  const sources: Picture[] = [];
  for (const source of item.sources) {
    const picture = await derivePicture(source.pictureId);
    sources.push(picture);
    if (picture.state === "FAILED") broken.push({ line: item.importLine, field: item.sources.length === 1 ? "source" : `sources[${source.position}]`, picture });
  }
  const ready: LoadedItem["candidates"] = [];
  for (const candidate of item.candidates) {
    const picture = await derivePicture(candidate.pictureId);
    if (picture.state === "READY") ready.push({ ...candidate, picture });
    else broken.push({ line: candidate.importLine, field: `candidates[${candidate.externalId}].image`, picture });
  }
  return { sources, ready, broken };
}

async function writeChangeMap(candidate: LoadedItem["candidates"][number], source: Picture): Promise<void> {
  if (candidate.changedShare !== null) return;
  const { webp, changedShare, alignment } = await computeChangeMap(candidate.picture, source);
  await getStorage().write(changeMapKey(candidate.id), webp);
  await getDb().candidate.update({ where: { id: candidate.id }, data: { changedShare, alignment } });
}

/**
 * Makes an item ready to judge: derivatives, change maps, comparisons with their slots, and the job that scores it.
 * An undecodable source takes the item out, an undecodable candidate only itself; both are added to the import's problems.
 * Safe to run again. Computing happens outside of any transaction.
 */
export async function prepareItem(itemId: string, scorerVersionId: string | null): Promise<void> {
  const db = getDb();
  const item = await db.item.findUnique({ where: { id: itemId }, include: WITH_PICTURES });
  if (!item || item.preparedAt) return;
  const { sources, ready, broken } = await deriveAll(item);
  const first = sources[0];
  const isUsable = first !== undefined && sources.every((picture) => picture.state === "READY");
  if (isUsable) for (const candidate of ready) await writeChangeMap(candidate, first);
  await db.$transaction(async (tx) => {
    if (item.importId) {
      const problems = broken.map(({ line, field, picture }) => ({ line: line ?? 0, field, code: picture.failureCode ?? "picture_broken", message: picture.failureMessage ?? "The picture cannot be decoded." }));
      const added = await insertProblems(tx, item.importId, problems);
      if (added > 0) await tx.import.update({ where: { id: item.importId }, data: { problemCount: { increment: added } } });
    }
    if (isUsable) {
      const { overlap, comparisonsPerItem } = item.project;
      await createComparisons(tx, { id: item.id, projectId: item.projectId, overlap, comparisonsPerItem, candidateIds: ready.map((candidate) => candidate.id) });
      if (scorerVersionId) await enqueue(tx, "score-items", [{ scorerVersionId, itemIds: [item.id] }]);
    }
    await tx.item.update({ where: { id: itemId }, data: { preparedAt: new Date() } });
  });
}
