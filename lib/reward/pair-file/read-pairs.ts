import type { LineProblem } from "../../import/item-line.ts";
import { readItemLines } from "../../import/read-item-lines.ts";

/** A pair as a file names it; pictures are read when it is its turn. */
export type NamedPair = { itemId: string; leftId: string; rightId: string; source: string; left: string; right: string; instruction: string; taskType: string | null };

/** Every two candidates of every item of a file in the import format, in its order. Lines with problems are handed over and left out; so is an item named before. */
export async function* readPairs(file: string, onProblem: (problem: LineProblem) => void): AsyncGenerator<NamedPair> {
  const seen = new Set<string>();
  for await (const { line, item } of readItemLines(file, onProblem)) {
    const { externalId: itemId, candidates, sources, taskType, ...words } = item;
    if (seen.has(itemId)) {
      onProblem({ line, field: "item_id", code: "item_repeated", message: `${itemId} was named before; its first place counts.` });
      continue;
    }
    seen.add(itemId);
    const instruction = words.instruction ?? `${words.sourceCaption} → ${words.targetCaption}`;
    for (const [at, left] of candidates.entries()) {
      for (const right of candidates.slice(at + 1)) yield { itemId, leftId: left.externalId, rightId: right.externalId, source: sources[0] ?? "", left: left.image, right: right.image, instruction, taskType };
    }
  }
}
