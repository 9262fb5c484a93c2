import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { DEMO_SIDE, generateDemoItems, type PerturbedItem } from "../../lib/perturbation/index.ts";

const PHOTOGRAPHS = path.resolve(import.meta.dirname, "photographs");
const CODE = path.resolve(import.meta.dirname, "../../lib/perturbation");

/** Everything that the pictures depend on: seed, size, code and photographs. */
function hashInputs(seed: number, maxSide: number): string {
  const hash = createHash("sha256").update(`${seed} ${maxSide}`);
  for (const name of readdirSync(CODE).sort()) hash.update(readFileSync(path.join(CODE, name)));
  hash.update(readFileSync(path.join(PHOTOGRAPHS, "catalogue.json")));
  return hash.digest("hex");
}

async function writeItem(folder: string, item: PerturbedItem): Promise<string> {
  const write = async (name: string, bytes: Buffer) => {
    await writeFile(path.join(folder, "images", name), bytes);
    return `images/${name}`;
  };
  const [source] = await Promise.all(item.sources.map((bytes, index) => write(`${item.itemId}-source-${index}.jpg`, bytes)));
  const candidates = await Promise.all(
    item.candidates.map(async (candidate) => ({
      candidate_id: candidate.candidateId,
      image: await write(`${candidate.candidateId.replace("/", "-")}.${candidate.format}`, candidate.image),
      generator: candidate.generator,
      origin: "perturbation",
      seed: candidate.seed,
      parameters: candidate.parameters,
    })),
  );
  const { itemId, instruction, language, translation, taskType, licence, origin, photograph } = item;
  return JSON.stringify({ item_id: itemId, source, instruction, instruction_language: language, instruction_en: translation, task_type: taskType, license: licence, origin, metadata: { photograph }, candidates });
}

/** Writes the demo as a folder that the ordinary import takes: items.jsonl and its pictures, `maxSide` pixels long. A finished folder is kept. */
export async function writeDemo(folder: string, seed: number, onItem: (made: number) => void, maxSide = DEMO_SIDE): Promise<void> {
  const stamp = path.join(folder, "stamp");
  const hash = hashInputs(seed, maxSide);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(path.join(unfinished, "images"), { recursive: true });
  const lines: string[] = [];
  for await (const item of generateDemoItems({ photographsDir: PHOTOGRAPHS, seed, maxSide })) {
    lines.push(await writeItem(unfinished, item));
    onItem(lines.length);
  }
  await writeFile(path.join(unfinished, "items.jsonl"), `${lines.join("\n")}\n`);
  await writeFile(path.join(unfinished, "stamp"), hash);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}
