import { createHash } from "node:crypto";
import { z } from "zod";
import { CANDIDATE_ORIGINS } from "../item/candidate-origin.ts";
import { normaliseTaskType } from "../item/task-type.ts";
import { parseJson } from "./parse-json.ts";

export type LineProblem = { line: number; field: string; code: string; message: string };

const Text = z.string().trim().min(1).max(20_000);
const Id = z.string().trim().min(1).max(400);
const JsonObject = z.record(z.string(), z.json());
const Reference = z.string().min(1);

const CandidateLine = z.object({
  candidate_id: Id,
  image: Reference,
  generator: z.string().trim().min(1).max(200).default("unknown"),
  origin: z.enum(CANDIDATE_ORIGINS).default("generator"),
  seed: z.union([z.number(), z.string()]).optional(),
  config: JsonObject.default({}),
  parameters: JsonObject.default({}),
  parent: Id.optional(),
  turn: z.number().int().min(0).max(1_000).default(0),
});

const ItemLine = z
  .object({
    item_id: Id,
    source: Reference.optional(),
    sources: z.array(Reference).min(1).max(8).optional(),
    reference: Reference.optional(),
    condition_type: z.enum(["image", "depth", "canny", "segmentation"]).default("image"),
    instruction: Text.optional(),
    source_caption: Text.optional(),
    target_caption: Text.optional(),
    instruction_language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language code such as en or zh").optional(),
    language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language code such as en or zh").optional(),
    instruction_en: Text.optional(),
    translation: Text.optional(),
    task_type: z.string().trim().min(1).max(200).optional(),
    qualification: z.string().trim().min(1).max(60).optional(),
    license: z.string().max(400).optional(),
    licence: z.string().max(400).optional(),
    origin: z.string().max(2_000).optional(),
    metadata: JsonObject.default({}),
    candidates: z.array(CandidateLine).min(1).max(256),
  })
  .superRefine((item, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if ((item.source === undefined) === (item.sources === undefined)) issue(["source"], "give either source or sources");
    if (item.instruction === undefined && (item.source_caption === undefined || item.target_caption === undefined)) {
      issue(["instruction"], "give an instruction, or both source_caption and target_caption");
    }
    const ids = item.candidates.map((candidate) => candidate.candidate_id);
    for (const [index, candidate] of item.candidates.entries()) {
      if (ids.indexOf(candidate.candidate_id) < index) issue(["candidates", index, "candidate_id"], "appears twice in this item");
      if (candidate.parent === candidate.candidate_id) issue(["candidates", index, "parent"], "names the candidate itself");
    }
  });

type CandidateLine = z.output<typeof CandidateLine>;

export type ParsedCandidate = {
  externalId: string;
  image: string;
  generator: string;
  origin: CandidateLine["origin"];
  config: CandidateLine["config"];
  parameters: CandidateLine["parameters"];
  parent: string | null;
  turn: number;
};

export type ParsedItem = {
  line: number;
  externalId: string;
  sources: string[];
  /** A known good result of the edit. */
  reference: string | null;
  conditionType: "image" | "depth" | "canny" | "segmentation";
  instruction: string | null;
  sourceCaption: string | null;
  targetCaption: string | null;
  language: string;
  translation: string | null;
  taskType: string | null;
  /** What a person needs to be handed the item. */
  qualification: string | null;
  licence: string | null;
  originAddress: string | null;
  metadata: Record<string, unknown>;
  candidates: ParsedCandidate[];
};

function toCandidate(candidate: CandidateLine): ParsedCandidate {
  const { candidate_id, image, generator, origin, seed, parameters, parent, turn } = candidate;
  const config = seed === undefined ? candidate.config : { seed, ...candidate.config };
  return { externalId: candidate_id, image, generator, origin, config, parameters, parent: parent ?? null, turn };
}

/** `candidates[2].image` from zod's path. */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}

/** zod's sentence without its preamble; what is absent is called missing. */
function wordsOf(message: string): string {
  return message.endsWith("received undefined") ? "is missing" : message.replace(/^Invalid input: /, "");
}

/** One line of the file as an item, or what is wrong with it: `json_invalid`, `text_invalid`, or `field_invalid` per field. */
export function parseItemLine(line: number, text: string): { item: ParsedItem } | { problems: LineProblem[] } {
  const json = parseJson(text);
  if (!("value" in json)) return { problems: [{ line, field: "", ...json }] };
  const result = ItemLine.safeParse(json.value);
  if (!result.success) {
    return { problems: result.error.issues.map((issue) => ({ line, field: fieldOf(issue.path), code: "field_invalid", message: wordsOf(issue.message) })) };
  }
  const data = result.data;
  const item: ParsedItem = {
    line,
    externalId: data.item_id,
    sources: data.sources ?? [data.source ?? ""],
    reference: data.reference ?? null,
    conditionType: data.condition_type,
    instruction: data.instruction ?? null,
    sourceCaption: data.source_caption ?? null,
    targetCaption: data.target_caption ?? null,
    language: data.instruction_language ?? data.language ?? "en",
    translation: data.instruction_en ?? data.translation ?? null,
    taskType: data.task_type === undefined ? null : normaliseTaskType(data.task_type),
    qualification: data.qualification ?? null,
    licence: data.license ?? data.licence ?? null,
    originAddress: data.origin ?? null,
    metadata: data.metadata,
    candidates: data.candidates.map(toCandidate),
  };
  return { item };
}

/** JSON with sorted keys, so that the order of fields in the file does not matter. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

/**
 * SHA-256 of the request without its candidates; pictures count by their content's hash, not by their file names. Items that
 * ask for no qualification and have no reference keep the fingerprint they had before there were any.
 */
export function fingerprintItem(item: ParsedItem, sourceHashes: string[], referenceHash: string | null): string {
  const { line: _line, candidates: _candidates, sources: _sources, reference: _reference, qualification, ...request } = item;
  const added = { ...(qualification === null ? {} : { qualification }), ...(referenceHash === null ? {} : { reference: referenceHash }) };
  return createHash("sha256").update(canonicalJson({ ...request, ...added, sources: sourceHashes })).digest("hex");
}
