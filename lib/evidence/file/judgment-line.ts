import { z } from "zod";
import { normaliseTaskType } from "../../item/task-type.ts";
import { DIMENSIONS, type DimensionName } from "../../project/schemas.ts";
import { pairsOfTiers } from "../../judgment/answer/read-rank.ts";
import { VERDICT_ORDER } from "../evidence.ts";

const Id = z.string().min(1).max(400);
const Verdict = z.preprocess((value) => (typeof value === "string" ? value.toUpperCase() : value), z.enum(VERDICT_ORDER));
const Dimension = z.preprocess((value) => (value === "perceptual_quality" ? "visual_quality" : value), z.enum(DIMENSIONS));
const Time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), "must be a time such as 2026-03-01T09:30:00Z");

/** One verdict of one person on one pair in one dimension: the plain format, which needs no other file. */
export const VerdictLine = z.object({
  comparison_id: Id,
  item_id: Id,
  task_type: z.string().nullish(),
  a: Id,
  b: Id,
  generator_a: z.string().nullish(),
  generator_b: z.string().nullish(),
  annotator: Id,
  dimension: Dimension,
  verdict: Verdict,
  side_a: z.enum(["left", "right"]).nullish(),
  ms: z.number().min(0).nullish(),
  at: Time.nullish(),
  simulated: z.boolean().default(false),
  /** False: too late, gold or a repeat; it is left out. */
  counted: z.boolean().default(true),
});

const ExportVerdicts = z.partialRecord(z.enum(DIMENSIONS), z.object({ value: Verdict }));
const ExportJudgment = z.object({
  type: z.literal("judgment"),
  item_id: Id,
  candidate_a: Id.optional(),
  candidate_b: Id.optional(),
  candidates: z.array(Id).optional(),
  left: z.enum(["A", "B"]).optional(),
  verdicts: ExportVerdicts.optional(),
  answer: z.object({ tiers: z.partialRecord(z.enum(DIMENSIONS), z.array(z.array(Id))).optional() }).optional(),
  annotator: Id,
  annotator_state: z.string().nullable(),
  simulated: z.boolean(),
  counted: z.boolean(),
  duration_ms: z.number().nullable(),
  submitted_at: Time,
});

const ExportDecision = z.object({
  type: z.literal("adjudication"),
  item_id: Id,
  candidate_a: Id,
  candidate_b: Id,
  verdicts: z.partialRecord(z.enum(DIMENSIONS), Verdict),
  decided_at: Time.nullable(),
  ended_at: Time.nullable(),
});

/** Verdicts as every line gives them in the end; `side`: 1 where `a` stood on the left, −1 right, 0 unknown. */
export type FileVerdict = {
  kind: "verdict" | "decision";
  comparisonId: string | null;
  itemId: string;
  taskType: string | null;
  a: string;
  b: string;
  generatorA: string | null;
  generatorB: string | null;
  annotator: string;
  simulated: boolean;
  excluded: boolean;
  dimension: DimensionName;
  /** Place in `VERDICT_ORDER`, by `a` and `b`. */
  verdict: number;
  side: number;
  durationMs: number;
  /** Milliseconds since 1970; NaN where unknown. */
  at: number;
};

const NOBODY = { comparisonId: null, taskType: null, generatorA: null, generatorB: null };

function fromVerdictLine(line: z.output<typeof VerdictLine>): FileVerdict[] {
  if (!line.counted) return [];
  return [
    {
      kind: "verdict",
      comparisonId: line.comparison_id,
      itemId: line.item_id,
      taskType: line.task_type ? normaliseTaskType(line.task_type) : null,
      a: line.a,
      b: line.b,
      generatorA: line.generator_a ?? null,
      generatorB: line.generator_b ?? null,
      annotator: line.annotator,
      simulated: line.simulated,
      excluded: false,
      dimension: line.dimension,
      verdict: VERDICT_ORDER.indexOf(line.verdict),
      side: line.side_a === "left" ? 1 : line.side_a === "right" ? -1 : 0,
      durationMs: line.ms ?? Number.NaN,
      at: line.at ? Date.parse(line.at) : Number.NaN,
    },
  ];
}

function fromExportJudgment(line: z.output<typeof ExportJudgment>): FileVerdict[] {
  if (!line.counted) return [];
  const own = { ...NOBODY, kind: "verdict" as const, itemId: line.item_id, annotator: line.annotator, simulated: line.simulated, excluded: line.annotator_state === "EXCLUDED", durationMs: line.duration_ms ?? Number.NaN, at: Date.parse(line.submitted_at) };
  const { candidate_a: a, candidate_b: b } = line;
  if (a !== undefined && b !== undefined) {
    return Object.entries(line.verdicts ?? {}).map(([dimension, { value }]) => ({ ...own, a, b, dimension: dimension as DimensionName, verdict: VERDICT_ORDER.indexOf(value), side: line.left === "A" ? 1 : line.left === "B" ? -1 : 0 }));
  }
  return Object.entries(line.answer?.tiers ?? {}).flatMap(([dimension, tiers]) => pairsOfTiers(tiers).map(([better, worse]) => ({ ...own, a: better, b: worse, dimension: dimension as DimensionName, verdict: 0, side: 0 })));
}

function fromDecision(line: z.output<typeof ExportDecision>): FileVerdict[] {
  if (line.decided_at === null || line.ended_at !== null) return [];
  const own = { ...NOBODY, kind: "decision" as const, itemId: line.item_id, a: line.candidate_a, b: line.candidate_b, annotator: "", simulated: false, excluded: false, side: 0, durationMs: Number.NaN, at: Number.NaN };
  return Object.entries(line.verdicts).filter(([, value]) => value !== "SKIP").map(([dimension, value]) => ({ ...own, dimension: dimension as DimensionName, verdict: VERDICT_ORDER.indexOf(value) }));
}

/** The verdicts of a line of either format; none for the other lines of a project's export. Throws zod's error. */
export function parseVerdicts(value: unknown): FileVerdict[] {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (type === "judgment") return fromExportJudgment(ExportJudgment.parse(value));
  if (type === "adjudication") return fromDecision(ExportDecision.parse(value));
  if (type !== undefined) return [];
  return fromVerdictLine(VerdictLine.parse(value));
}
