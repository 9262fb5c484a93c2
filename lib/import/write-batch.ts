import { randomUUID } from "node:crypto";
import { getDb, type Transaction } from "../db.ts";
import { type StoredPicture, toPictureRow } from "../image/index.ts";
import { enqueue, type JobAttempt, requireAttempt, splitIntoJobs } from "../job/index.ts";
import type { LineProblem } from "./item-line.ts";
import type { ResolvedItem } from "./resolve-item.ts";

export type Batch = { items: ResolvedItem[]; problems: LineProblem[]; lineCount: number; bytesRead: number };
/** `startedAt`: when the import first began to write, before any interruption. `attempt`: the try of the job that runs it. */
export type ImportScope = { id: string; projectId: string; startedAt: Date; attempt?: JobAttempt };
type KnownItem = { id: string; external_id: string; fingerprint: string; import_id: string | null; import_line: number | null };
type KnownCandidate = { id: string; item_id: string; external_id: string; generator: string; import_line: number | null; created_at: Date; sha256: string };
type ItemPlan = { item: ResolvedItem; id: string; isNew: boolean; known: Map<string, KnownCandidate> };

const LONGEST_FIELD = 200;
const LONGEST_MESSAGE = 500;

async function writePictures(tx: Transaction, pictures: StoredPicture[]): Promise<Map<string, string>> {
  const unique = [...new Map(pictures.map((picture) => [picture.sha256, picture])).values()];
  const rows = JSON.stringify(unique.map(toPictureRow));
  await tx.$executeRaw`
    INSERT INTO picture (id, sha256, byte_size, format, width, height)
    SELECT id, sha256, "byteSize", format, width, height
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, sha256 text, "byteSize" int, format text, width int, height int)
    ORDER BY sha256 ON CONFLICT (sha256) DO NOTHING`;
  const ids = await tx.$queryRaw<{ id: string; sha256: string }[]>`SELECT id, sha256 FROM picture WHERE sha256 = ANY(${unique.map((picture) => picture.sha256)}::text[])`;
  return new Map(ids.map((row) => [row.sha256, row.id]));
}

/** Compares the batch with what the project holds: new items, known ones, and those whose request was changed. */
async function planItems(tx: Transaction, scope: ImportScope, items: ResolvedItem[]): Promise<{ plans: ItemPlan[]; problems: LineProblem[] }> {
  const externalIds = items.map((item) => item.externalId);
  const known = await tx.$queryRaw<KnownItem[]>`
    SELECT id, external_id, fingerprint, import_id, import_line FROM item WHERE project_id = ${scope.projectId}::uuid AND external_id = ANY(${externalIds}::text[])`;
  const candidates = await tx.$queryRaw<KnownCandidate[]>`
    SELECT c.id, c.item_id, c.external_id, c.generator, c.import_line, c.created_at, p.sha256 FROM candidate c JOIN picture p ON p.id = c.picture_id WHERE c.item_id = ANY(${known.map((row) => row.id)}::uuid[])`;
  const byExternalId = new Map(known.map((row) => [row.external_id, row]));
  const candidatesOf = Map.groupBy(candidates, (row) => row.item_id);
  const plans: ItemPlan[] = [];
  const problems: LineProblem[] = [];
  for (const item of items) {
    const before = byExternalId.get(item.externalId);
    if (!before) {
      const id = randomUUID();
      plans.push({ item, id, isNew: true, known: new Map() });
      byExternalId.set(item.externalId, { id, external_id: item.externalId, fingerprint: item.fingerprint, import_id: scope.id, import_line: item.line });
    } else if (before.fingerprint !== item.fingerprint) {
      problems.push({ line: item.line, field: "item_id", code: "item_changed", message: `An item ${item.externalId} exists with another request. Give the changed one a new item_id.` });
    } else {
      const rows = candidatesOf.get(before.id) ?? [];
      // The line that made the item counts as new again when an interrupted import goes over it once more.
      const isResumed = before.import_id === scope.id && before.import_line === item.line;
      plans.push({ item, id: before.id, isNew: isResumed, known: new Map(rows.map((row) => [row.external_id, row])) });
    }
  }
  return { plans, problems };
}

type CandidateRow = { id: string; itemId: string; pictureId: string; parentId: string | null; line: number } & Omit<ResolvedItem["candidates"][number], "picture" | "image" | "parent">;

function planCandidates(plan: ItemPlan, pictureIds: Map<string, string>, problems: LineProblem[]): CandidateRow[] {
  const { item } = plan;
  const fresh = item.candidates.filter((candidate) => !plan.known.has(candidate.externalId));
  const ids = new Map([...plan.known.values()].map((row) => [row.external_id, row.id]));
  for (const candidate of fresh) ids.set(candidate.externalId, randomUUID());
  for (const [index, candidate] of item.candidates.entries()) {
    const before = plan.known.get(candidate.externalId);
    const report = (field: string, code: string, message: string) => problems.push({ line: item.line, field: `candidates[${index}].${field}`, code, message });
    if (before && before.sha256 !== candidate.picture.sha256) report("image", "candidate_changed", `Candidate ${candidate.externalId} exists with another picture. Give the new one another candidate_id.`);
    else if (before && before.generator !== candidate.generator) report("generator", "candidate_changed", `Candidate ${candidate.externalId} exists with the generator ${before.generator}. Give the new one another candidate_id.`);
    if (candidate.parent !== null && !ids.has(candidate.parent)) report("parent", "parent_unknown", `The item has no candidate ${candidate.parent}.`);
  }
  return fresh
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ picture, image: _image, parent, ...candidate }) => ({
      ...candidate,
      id: ids.get(candidate.externalId) ?? "",
      itemId: plan.id,
      pictureId: pictureIds.get(picture.sha256) ?? "",
      parentId: parent === null ? null : (ids.get(parent) ?? null),
      line: item.line,
    }));
}

async function insertItems(tx: Transaction, scope: ImportScope, plans: ItemPlan[], pictureIds: Map<string, string>): Promise<void> {
  const rows = plans.map(({ id, item }) => {
    const { candidates: _candidates, sourcePictures: _pictures, sources: _sources, reference: _reference, referencePicture, ...request } = item;
    return { id, referencePictureId: referencePicture && pictureIds.get(referencePicture.sha256), ...request };
  });
  await tx.$executeRaw`
    INSERT INTO item (id, project_id, external_id, condition_type, instruction, source_caption, target_caption, language, translation,
                      task_type, qualification, licence, origin_address, metadata, fingerprint, reference_picture_id, import_id, import_line)
    SELECT id, ${scope.projectId}::uuid, "externalId", "conditionType"::"ConditionType", instruction, "sourceCaption", "targetCaption", language, translation,
           "taskType", qualification, licence, "originAddress", metadata, fingerprint, "referencePictureId", ${scope.id}::uuid, line
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "externalId" text, "conditionType" text, instruction text, "sourceCaption" text,
         "targetCaption" text, language text, translation text, "taskType" text, qualification text, licence text, "originAddress" text, metadata jsonb, fingerprint text, "referencePictureId" uuid, line int)
    ON CONFLICT (id) DO NOTHING`;
  const sources = plans.flatMap(({ id, item }) => item.sourcePictures.map((picture, position) => ({ itemId: id, position, pictureId: pictureIds.get(picture.sha256) })));
  await tx.$executeRaw`
    INSERT INTO item_source (item_id, position, picture_id) SELECT "itemId", position, "pictureId"
    FROM jsonb_to_recordset(${JSON.stringify(sources)}::jsonb) AS r("itemId" uuid, position int, "pictureId" uuid) ON CONFLICT DO NOTHING`;
}

async function insertCandidates(tx: Transaction, scope: ImportScope, rows: CandidateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO candidate (id, project_id, item_id, external_id, picture_id, generator, origin, config, parameters, parent_id, turn, import_line)
    SELECT id, ${scope.projectId}::uuid, "itemId", "externalId", "pictureId", generator, origin::"CandidateOrigin", config, parameters, "parentId", turn, line
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "itemId" uuid, "externalId" text, "pictureId" uuid, generator text, origin text,
         config jsonb, parameters jsonb, "parentId" uuid, turn int, line int)`;
}

/** Messages quote the file: what PostgreSQL cannot store, and what would break a terminal, becomes a mark. */
function toStorable(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed().replace(/\p{Cc}/gu, "\ufffd");
}

/** Adds problems to an import's report, each once; returns how many were new. */
export async function insertProblems(tx: Transaction, importId: string, problems: LineProblem[]): Promise<number> {
  if (problems.length === 0) return 0;
  const data = problems.map(({ line, field, code, message }) => ({ importId, line, field: toStorable(field, LONGEST_FIELD), code, message: toStorable(message, LONGEST_MESSAGE) }));
  const { count } = await tx.importProblem.createMany({ data, skipDuplicates: true });
  return count;
}

/** Candidates that an interrupted run of this import had already written from the same lines. */
function countResumed(plans: ItemPlan[], startedAt: Date): number {
  const isOurs = (before: KnownCandidate | undefined, line: number) => before !== undefined && before.import_line === line && before.created_at >= startedAt;
  return plans.reduce((sum, { item, known }) => sum + item.candidates.filter((candidate) => isOurs(known.get(candidate.externalId), item.line)).length, 0);
}

async function writeInTransaction(tx: Transaction, scope: ImportScope, batch: Batch): Promise<void> {
  await requireAttempt(tx, scope.attempt);
  // One batch of a project at a time: two imports of the same file cannot both find an item new.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${scope.projectId}, 0))`;
  const pictureIds = await writePictures(tx, batch.items.flatMap((item) => [...item.sourcePictures, ...(item.referencePicture ? [item.referencePicture] : []), ...item.candidates.map((candidate) => candidate.picture)]));
  const { plans, problems } = await planItems(tx, scope, batch.items);
  const candidateRows = plans.flatMap((plan) => planCandidates(plan, pictureIds, problems));
  const refused = new Set(problems.map((problem) => problem.line));
  const accepted = plans.filter((plan) => !refused.has(plan.item.line));
  const rows = candidateRows.filter((row) => !refused.has(row.line));
  const fresh = accepted.filter((plan) => plan.isNew);
  await insertItems(tx, scope, fresh, pictureIds);
  await insertCandidates(tx, scope, rows);
  const changed = [...new Set([...fresh.map((plan) => plan.id), ...rows.map((row) => row.itemId)])];
  await tx.$executeRaw`UPDATE item SET prepared_at = NULL WHERE id = ANY(${changed}::uuid[]) AND prepared_at IS NOT NULL`;
  await enqueue(tx, "prepare-items", splitIntoJobs(changed).map((itemIds) => ({ itemIds, importId: scope.id })));
  const problemCount = await insertProblems(tx, scope.id, [...batch.problems, ...problems]);
  await tx.import.update({
    where: { id: scope.id },
    data: {
      bytesRead: batch.bytesRead,
      lineCount: { increment: batch.lineCount },
      newItemCount: { increment: fresh.length },
      unchangedItemCount: { increment: accepted.length - fresh.length },
      newCandidateCount: { increment: rows.length + countResumed(accepted, scope.startedAt) },
      problemCount: { increment: problemCount },
    },
  });
}

/** Writes a batch of lines: items, pictures, problems, counters and the jobs that follow, all or nothing. */
export async function writeBatch(scope: ImportScope, batch: Batch): Promise<void> {
  await getDb().$transaction((tx) => writeInTransaction(tx, scope, batch), { timeout: 120_000, maxWait: 30_000 });
}
