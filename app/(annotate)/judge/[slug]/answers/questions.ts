import type { Block, BlockKind, FormDefinition } from "#lib/form/schemas.ts";
import type { Draft, DraftCriterion } from "./draft.ts";
import { findTierProblem } from "./tiers.ts";

/** What a form is asked of: the project's dimensions, for blocks that name none, and how many edits are on the screen. */
export type AskedOf = { dimensions: readonly string[]; count: number };

/** One thing to answer: of a dimension, of the edit at a place (from 0), or of both. `key` is unique in the form. */
export type Question = { key: string; kind: BlockKind; dimension?: string; place?: number };

/** The numbers of a scale, least first. */
export const SCALE_STEPS = { "1-4": [1, 2, 3, 4], "0-10": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } as const;

export function dimensionsOfBlock(block: Block, dimensions: readonly string[]): readonly string[] {
  return ("dimensions" in block && block.dimensions) || dimensions;
}

function listOfBlock(block: Block, { dimensions, count }: AskedOf): Question[] {
  const { kind } = block;
  const places = Array.from({ length: count }, (_, place) => place);
  const asked = dimensionsOfBlock(block, dimensions);
  if (kind === "pair" || kind === "rank") return asked.map((dimension) => ({ key: `${kind} ${dimension}`, kind, dimension }));
  if (kind === "rate") return asked.flatMap((dimension) => places.map((place) => ({ key: `${kind} ${dimension} ${place}`, kind, dimension, place })));
  if (kind === "critique") return places.map((place) => ({ key: `${kind} ${place}`, kind, place }));
  return [{ key: kind, kind }];
}

/** Everything that a form asks, in the order of the page. */
export function listQuestions(form: FormDefinition, asked: AskedOf): Question[] {
  return form.blocks.flatMap((block) => listOfBlock(block, asked));
}

/** Criteria are complete when there are enough, each is named, none twice, and each is scored for every edit. */
function hasWholeCriteria(criteria: readonly DraftCriterion[], block: { min: number; max: number }, count: number): boolean {
  const names = criteria.map(({ name }) => name.trim().toLowerCase());
  const areScored = criteria.every(({ scores }) => scores.length === count && scores.every((score) => score !== null));
  return criteria.length >= block.min && criteria.length <= block.max && names.every((name) => name !== "") && new Set(names).size === names.length && areScored;
}

function isAnswered(form: FormDefinition, question: Question, draft: Draft, count: number): boolean {
  const block = form.blocks.find(({ kind }) => kind === question.kind);
  const { verdicts, parts } = draft;
  const { dimension = "", place = 0 } = question;
  switch (block?.kind) {
    case "pair":
      return verdicts[dimension] !== undefined;
    case "rank":
      return findTierProblem(parts.tiers?.[dimension] ?? [], count, block.maxTierSize) === null;
    case "rate":
      return parts.ratings?.[place]?.[dimension] !== undefined;
    case "criteria":
      return hasWholeCriteria(parts.criteria ?? [], block, count);
    case "critique": {
      const critique = parts.critiques?.[place];
      return critique !== undefined && critique.following !== null && critique.quality !== null;
    }
    case "regions":
      return parts.regions?.length === count;
    case undefined:
      return true;
  }
}

/** The questions that a draft leaves open, in the order of the page; none: the answer can be sent. */
export function findGaps(form: FormDefinition, draft: Draft, asked: AskedOf): Question[] {
  return listQuestions(form, asked).filter((question) => !isAnswered(form, question, draft, asked.count));
}
