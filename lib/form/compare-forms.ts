import { isDeepStrictEqual } from "node:util";
import type { BlockKind, FormDefinition } from "./schemas.ts";

/** What became of one block; `fields` names the options that differ. */
export type FormChange = { what: "added" | "removed" | "moved" | "changed"; block: BlockKind; fields: string[] };

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !isDeepStrictEqual(before[field], after[field]));
}

/** How a form differs from the one before, block by block: what went, then what is there in its order. */
export function compareForms(before: FormDefinition, after: FormDefinition): FormChange[] {
  const orderOf = (form: FormDefinition, other: FormDefinition) => form.blocks.map((block) => block.kind).filter((kind) => other.blocks.some((block) => block.kind === kind));
  const [oldOrder, newOrder] = [orderOf(before, after), orderOf(after, before)];
  const removed = before.blocks.filter((block) => !newOrder.includes(block.kind)).map((block): FormChange => ({ what: "removed", block: block.kind, fields: [] }));
  const present = after.blocks.flatMap((block): FormChange[] => {
    const old = before.blocks.find((candidate) => candidate.kind === block.kind);
    if (!old) return [{ what: "added", block: block.kind, fields: [] }];
    const fields = changedFields(old, block);
    if (fields.length > 0) return [{ what: "changed", block: block.kind, fields }];
    return oldOrder.indexOf(block.kind) > newOrder.indexOf(block.kind) ? [{ what: "moved", block: block.kind, fields: [] }] : [];
  });
  return [...removed, ...present];
}
