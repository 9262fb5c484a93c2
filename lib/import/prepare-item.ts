import { createUnits } from "../comparison/create-units.ts";
import { getDb, type Prisma, type Transaction } from "../db.ts";
import type { Picture } from "../generated/prisma/client.ts";
import { changeMapKey, computeChangeMap, derivePicture, getStorage } from "../image/index.ts";
import { enqueue, type JobAttempt, requireAttempt } from "../job/index.ts";
import type { LineProblem } from "./item-line.ts";
import { insertProblems } from "./write-batch.ts";

const WITH_PICTURES = {
  sources: { include: { picture: true }, orderBy: { position: "asc" } },
  candidates: { include: { picture: true } },
} satisfies Prisma.ItemInclude;

type LoadedItem = Prisma.ItemGetPayload<{ include: typeof WITH_PICTURES }>;
type Asking = { id: string; createdAt: Date } | null;
type Broken = { importId: string | null; problem: LineProblem };
/** `attempt`: the try of the job that prepares; without it, nobody else can have been given the item. */
export type PrepareContext = { scorerVersionId: string | null; importId?: string; attempt?: JobAttempt };
type Derived = { sources: Picture[]; reference: Picture | null; ready: LoadedItem["candidates"]; broken: Broken[] };

function explain(line: number | null, field: string, subject: string, picture: Picture): LineProblem {
  return { line: line ?? 0, field, code: picture.failureCode ?? "picture_broken", message: `${subject}: ${picture.failureMessage ?? "the picture cannot be decoded."}` };
}

/** Derives every picture of the item; `broken` are those that cannot be decoded, with the import that brought them. */
async function deriveAll(item: LoadedItem, asking: Asking): Promise<Derived> {
  const derived: Derived = { sources: [], reference: null, ready: [], broken: [] };
  for (const source of item.sources) {
    const picture = await derivePicture(source.pictureId);
    derived.sources.push(picture);
    const field = item.sources.length === 1 ? "source" : `sources[${source.position}]`;
    if (picture.state === "FAILED") derived.broken.push({ importId: item.importId, problem: explain(item.importLine, field, `Item ${item.externalId}`, picture) });
  }
  if (item.referencePictureId) {
    const picture = await derivePicture(item.referencePictureId);
    derived.reference = picture;
    if (picture.state === "FAILED") derived.broken.push({ importId: item.importId, problem: explain(item.importLine, "reference", `Item ${item.externalId}`, picture) });
  }
  for (const candidate of item.candidates) {
    const picture = await derivePicture(candidate.pictureId);
    if (picture.state === "READY") {
      derived.ready.push({ ...candidate, picture });
      continue;
    }
    const importId = asking && candidate.createdAt >= asking.createdAt ? asking.id : item.importId;
    const field = `candidates[${JSON.stringify(candidate.externalId)}].image`;
    derived.broken.push({ importId, problem: explain(candidate.importLine, field, `Candidate ${candidate.externalId}`, picture) });
  }
  return derived;
}

async function writeChangeMap(candidate: LoadedItem["candidates"][number], source: Picture): Promise<void> {
  if (candidate.changedShare !== null) return;
  const { webp, changedShare, alignment } = await computeChangeMap(candidate.picture, source);
  await getStorage().write(changeMapKey(candidate.id), webp);
  await getDb().candidate.update({ where: { id: candidate.id }, data: { changedShare, alignment } });
}

async function reportBroken(tx: Transaction, broken: Broken[]): Promise<void> {
  for (const [importId, entries] of Map.groupBy(broken, (entry) => entry.importId)) {
    if (importId === null) continue;
    const added = await insertProblems(tx, importId, entries.map((entry) => entry.problem));
    if (added > 0) await tx.import.update({ where: { id: importId }, data: { problemCount: { increment: added } } });
  }
}

/** Marks the item prepared unless candidates were added meanwhile: those have a job of their own, which goes over it again. */
async function finishItem(tx: Transaction, item: LoadedItem, derived: Derived, { scorerVersionId, attempt }: PrepareContext): Promise<void> {
  await requireAttempt(tx, attempt);
  await tx.$queryRaw`SELECT id FROM item WHERE id = ${item.id}::uuid FOR UPDATE`;
  await reportBroken(tx, derived.broken);
  const isUsable = derived.sources.length > 0 && [...derived.sources, ...(derived.reference ? [derived.reference] : [])].every((picture) => picture.state === "READY");
  if (isUsable) {
    await createUnits(tx, { id: item.id, projectId: item.projectId, candidateIds: derived.ready.map((candidate) => candidate.id) });
    if (scorerVersionId) await enqueue(tx, "score-items", [{ scorerVersionId, itemIds: [item.id] }]);
  }
  if ((await tx.candidate.count({ where: { itemId: item.id } })) === item.candidates.length) await tx.item.update({ where: { id: item.id }, data: { preparedAt: new Date() } });
}

/**
 * Makes an item ready to judge: derivatives, change maps, comparisons with their slots, and the job that scores it.
 * An undecodable source or reference takes the item out, an undecodable candidate only itself; both are added to the problems of the
 * import that brought them. Safe to run again. Computing happens outside of any transaction.
 * Throws `job_taken_over` when another worker was given the job.
 */
export async function prepareItem(itemId: string, context: PrepareContext): Promise<void> {
  const db = getDb();
  const item = await db.item.findUnique({ where: { id: itemId }, include: WITH_PICTURES });
  if (!item || item.preparedAt) return;
  const asking = context.importId ? await db.import.findUnique({ where: { id: context.importId }, select: { id: true, createdAt: true } }) : null;
  const derived = await deriveAll(item, asking);
  const first = derived.sources[0];
  if (first?.state === "READY") for (const candidate of derived.ready) await writeChangeMap(candidate, first);
  await db.$transaction((tx) => finishItem(tx, item, derived, context));
}
