import { z } from "zod";
import { type DimensionName, DIMENSIONS } from "../project/schemas.ts";

/** Kinds of faults that can be marked in a picture; a form may name others. */
export const REGION_TYPES = ["artifact", "over_edit", "missed"] as const;
export const MOST_RANKED = 9;

/** The dimensions that a block asks; all of the project's when left out. */
const dimensions = z
  .array(z.enum(DIMENSIONS))
  .min(1, "Choose at least one dimension.")
  .refine((list) => new Set(list).size === list.length, "Each dimension once.")
  .optional();
const label = z.string().trim().min(1, "An entry is empty.").max(80, "An entry is longer than 80 characters.");
const labels = z.array(label).max(12, "At most 12 entries.").refine((list) => new Set(list).size === list.length, "Each entry once.");

const count = (low: number, high: number) => z.int(`A whole number from ${low} to ${high}.`).min(low, `At least ${low}.`).max(high, `At most ${high}.`);

/** A, B or equal for each dimension. `strength` adds slightly and clearly, `reasons` a list to choose from. */
export const PairBlock = z.object({ kind: z.literal("pair"), dimensions, strength: z.boolean().default(true), bothBad: z.boolean().default(true), cannotJudge: z.boolean().default(true), reasons: labels.default([]), comment: z.boolean().default(false) });

/** Candidates into tiers for each dimension; `size` is how many are ranked together, `maxTierSize` limits ties. */
export const RankBlock = z.object({ kind: z.literal("rank"), dimensions, size: count(2, MOST_RANKED).default(5), maxTierSize: count(1, MOST_RANKED).nullable().default(null) });

export const SCALES = { "1-4": { min: 1, max: 4 }, "0-10": { min: 0, max: 10 } } as const;

/** A number for each candidate and dimension; `anchors` say in words what a number means. */
export const RateBlock = z.object({ kind: z.literal("rate"), dimensions, scale: z.enum(["1-4", "0-10"]).default("1-4"), anchors: z.record(z.string().regex(/^(10|\d)$/), z.string().trim().max(200)).default({}) });

/** Faults painted or boxed on a candidate, each with a type and, where `severity`, how bad it is (0..1). */
export const RegionsBlock = z.object({ kind: z.literal("regions"), types: labels.min(1, "Name at least one type.").default([...REGION_TYPES]), severity: z.boolean().default(true) });

/** The annotator names criteria for this case and scores both sides by each, 0 to 10. */
export const CriteriaBlock = z
  .object({ kind: z.literal("criteria"), min: count(1, 5).default(2), max: count(1, 5).default(5) })
  .refine((block) => block.min <= block.max, "The least number of criteria is above the greatest.");

/** Two scores 0 to 10, a critique, a better instruction and whether to stop editing, for each candidate. */
export const CritiqueBlock = z.object({ kind: z.literal("critique") });

export const Block = z.discriminatedUnion("kind", [PairBlock, RankBlock, RateBlock, RegionsBlock, CriteriaBlock, CritiqueBlock]);
export type Block = z.output<typeof Block>;
export type BlockKind = Block["kind"];
export const BLOCK_KINDS: readonly BlockKind[] = ["pair", "rank", "rate", "regions", "criteria", "critique"];

/** What a project asks: blocks in the order of the page, each kind once. Pairs and rankings cannot be mixed: they show different numbers of candidates. */
export const FormDefinition = z
  .object({ blocks: z.array(Block).min(1, "A form asks at least one thing.").max(6) })
  .refine((form) => new Set(form.blocks.map((block) => block.kind)).size === form.blocks.length, "Each kind of question once.")
  .refine((form) => !(hasBlock(form, "rank") && (hasBlock(form, "pair") || hasBlock(form, "criteria"))), "A ranking shows many candidates, a pair two: choose one of them.");
export type FormDefinition = z.output<typeof FormDefinition>;

function hasBlock(form: { blocks: { kind: string }[] }, kind: BlockKind): boolean {
  return form.blocks.some((block) => block.kind === kind);
}

/** The block of a kind, or undefined. */
export function findBlock<Kind extends BlockKind>(form: FormDefinition, kind: Kind): Extract<Block, { kind: Kind }> | undefined {
  return form.blocks.find((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
}

/** What people are handed under this form. */
export function unitKindOf(form: FormDefinition): "COMPARISON" | "RANKING" {
  return hasBlock(form, "rank") ? "RANKING" : "COMPARISON";
}

/** The dimensions that blocks ask by name; blocks that name none ask the project's. */
export function namedDimensions(form: FormDefinition): DimensionName[] {
  return [...new Set(form.blocks.flatMap((block) => ("dimensions" in block ? (block.dimensions ?? []) : [])))];
}

/** What a new project asks: A, B, equal, both bad or cannot tell, for each dimension. */
export const DEFAULT_FORM: FormDefinition = FormDefinition.parse({ blocks: [{ kind: "pair" }] });
