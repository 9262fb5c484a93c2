import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateTrainingItems } from "#lib/perturbation/index.ts";

const PHOTOGRAPHS = path.resolve(import.meta.dirname, "../../prisma/demo/photographs");

/** A folder with items.jsonl and small pictures made by the edit pipeline; `rename` gives generators other names. */
export async function writeImportFolder(options: { count: number; seed?: number; candidatesPerItem?: number; maxSide?: number; rename?: (generator: string) => string }): Promise<string> {
  const { count, seed = 5, candidatesPerItem = 3, maxSide = 256, rename = (name) => name } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-items-"));
  mkdirSync(path.join(folder, "images"));
  const lines: string[] = [];
  for await (const item of generateTrainingItems({ photographsDir: PHOTOGRAPHS, seed, count, maxSide })) {
    const write = (name: string, bytes: Buffer) => {
      writeFileSync(path.join(folder, "images", name), bytes);
      return `images/${name}`;
    };
    const source = write(`${item.itemId}.jpg`, item.sources[0]!);
    const candidates = item.candidates.slice(0, candidatesPerItem).map((candidate) => ({
      candidate_id: `${item.itemId}/${rename(candidate.generator)}`,
      image: write(`${item.itemId}-${candidate.generator}.${candidate.format}`, candidate.image),
      generator: rename(candidate.generator),
      origin: "perturbation",
      seed: candidate.seed,
      parameters: candidate.parameters,
    }));
    lines.push(JSON.stringify({ item_id: item.itemId, source, instruction: item.instruction, instruction_language: "en", task_type: item.taskType, license: item.licence, candidates }));
  }
  writeFileSync(path.join(folder, "items.jsonl"), `${lines.join("\n")}\n`);
  return folder;
}
