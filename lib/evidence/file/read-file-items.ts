import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { CandidateOrigin } from "../../generated/prisma/client.ts";
import { parseItemLine } from "../../import/item-line.ts";
import { readPictureFile } from "../../import/read-picture-file.ts";
import { CANDIDATE_ORIGINS } from "../../item/candidate-origin.ts";
import { type FileProblems, readJsonLines } from "./read-json-lines.ts";

export type FileCandidate = { id: string; generator: string; origin: CandidateOrigin; changedShare: number | null; pixels: number | null; sharpness: number | null };
export type FileItem = { id: string; taskType: string | null; clusterName: string; candidates: Map<string, FileCandidate> };

const ExportItem = z.object({
  type: z.literal("item"),
  item_id: z.string().min(1),
  source_sha256: z.array(z.string()),
  task_type: z.string().nullable(),
  candidates: z.array(
    z.object({
      candidate_id: z.string().min(1),
      generator: z.string(),
      origin: z.enum(CANDIDATE_ORIGINS),
      width: z.number(),
      height: z.number(),
      changed_share: z.number().nullable(),
      sharpness: z.number().nullish(),
    }),
  ),
});

function fromExport(line: z.output<typeof ExportItem>): FileItem {
  const candidates = line.candidates.map((row): [string, FileCandidate] => [
    row.candidate_id,
    { id: row.candidate_id, generator: row.generator, origin: row.origin, changedShare: row.changed_share, pixels: row.width * row.height, sharpness: row.sharpness ?? null },
  ]);
  return { id: line.item_id, taskType: line.task_type, clusterName: line.source_sha256[0] ?? line.item_id, candidates: new Map(candidates) };
}

/** A source picture by its content where it can be read, else by its name: items that share one are resampled together. */
async function nameCluster(root: string, source: string): Promise<string> {
  try {
    return createHash("sha256").update(await readPictureFile(root, source)).digest("hex");
  } catch {
    return source;
  }
}

type Parsed = FileItem | { sources: string[]; item: FileItem } | { refusal: { field: string; code: string; message: string } } | null;

/** A line of the import format, or of a project's export; null for the export's other lines. */
function parseItem(value: unknown): Parsed {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (type === "item") return fromExport(ExportItem.parse(value));
  if (type !== undefined) return null;
  const parsed = parseItemLine(0, JSON.stringify(value));
  if ("problems" in parsed) return { refusal: parsed.problems[0]! };
  const { externalId, taskType, sources, candidates } = parsed.item;
  const rows = candidates.map((row): [string, FileCandidate] => [row.externalId, { id: row.externalId, generator: row.generator, origin: row.origin, changedShare: null, pixels: null, sharpness: null }]);
  return { sources, item: { id: externalId, taskType, clusterName: externalId, candidates: new Map(rows) } };
}

/** Items by name, of a file in the import format or of a project's export. */
export async function readFileItems(file: string, problems: FileProblems): Promise<Map<string, FileItem>> {
  const items = new Map<string, FileItem>();
  const toName: { item: FileItem; source: string }[] = [];
  await readJsonLines(file, parseItem, problems, (parsed) => {
    if (parsed === null) return;
    if ("refusal" in parsed) return parsed.refusal;
    const item = "sources" in parsed ? parsed.item : parsed;
    if ("sources" in parsed) toName.push({ item, source: parsed.sources[0]! });
    const known = items.get(item.id);
    if (!known) items.set(item.id, item);
    else for (const [id, candidate] of item.candidates) known.candidates.set(id, candidate);
  });
  const root = toName.length > 0 ? realpathSync(path.dirname(path.resolve(file))) : "";
  for (const { item, source } of toName) item.clusterName = await nameCluster(root, source);
  return items;
}
