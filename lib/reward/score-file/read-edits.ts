import { createReadStream } from "node:fs";
import type { LineProblem, ParsedItem } from "../../import/item-line.ts";
import { readItemLines } from "../../import/read-item-lines.ts";

/** An edit as a file names it; pictures are read when it is its turn. */
export type NamedEdit = { itemId: string; candidateId: string; source: string; image: string; reference: string | null; instruction: string; translation: string | null; taskType: string | null };

function toEdits(item: ParsedItem): NamedEdit[] {
  const instruction = item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`;
  return item.candidates.map(({ externalId, image }) => ({ itemId: item.externalId, candidateId: externalId, source: item.sources[0] ?? "", image, reference: item.reference, instruction, translation: item.translation, taskType: item.taskType }));
}

/** The edits of a file in the import format, in its order. Lines with problems are handed to `onProblem` and left out; so is an edit that was named before. */
export async function* readEdits(file: string, onProblem: (problem: LineProblem) => void): AsyncGenerator<NamedEdit> {
  const seen = new Set<string>();
  for await (const { line, item } of readItemLines(file, onProblem)) {
    for (const edit of toEdits(item)) {
      const key = JSON.stringify([edit.itemId, edit.candidateId]);
      if (seen.has(key)) onProblem({ line, field: "candidates", code: "candidate_repeated", message: `${edit.candidateId} of ${edit.itemId} was named before; its first place counts.` });
      else yield edit;
      seen.add(key);
    }
  }
}

/** Whether the file can be opened for reading. */
export async function isReadable(file: string): Promise<boolean> {
  const stream = createReadStream(file, { end: 0 });
  try {
    for await (const _ of stream) break;
    return true;
  } catch {
    return false;
  }
}
