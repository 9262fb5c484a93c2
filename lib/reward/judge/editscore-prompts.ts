import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { JuxtaError } from "../../errors.ts";
import { type PromptTexts, parsePromptFile } from "./prompt-file.ts";
import { quoteInstruction } from "./quote-instruction.ts";
import { DEFAULT_RUBRIC, type EditScoreRubric } from "./rubric.ts";

export type EditScorePrompts = {
  /** `juxta` for our rubric, `official` for the published words at range 25, `file` for any other file. */
  origin: "juxta" | "official" | "file";
  /** SHA-256 of each prompt before the instruction goes in. */
  hashes: { semantic: string; perceptual: string };
  semantic(instruction: string): string;
  perceptual: string;
};

/** Of the assembled prompts at range 25. */
const OFFICIAL = { semantic: "2fbb018b0e448b2d6066266556ad88019129b7842073fdae7e48c1ffd54abbf5", perceptual: "8249deba103d112dddd4c2e7fe1d5a1c40fe3143dc640a422a19aced0d260c78" };

const hash = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

function build(semantic: string, perceptual: string, place: string, write: (instruction: string) => string, origin: EditScorePrompts["origin"]): EditScorePrompts {
  return { origin, hashes: { semantic: hash(semantic), perceptual: hash(perceptual) }, semantic: (instruction) => semantic.split(place).join(write(instruction)), perceptual };
}

/** Our words at a score range; the instruction goes in as a quoted block. */
export function writeRubricPrompts(range: number, rubric: EditScoreRubric = DEFAULT_RUBRIC): EditScorePrompts {
  const fill = (text: string) => text.split("{{range}}").join(String(range));
  return build(fill(rubric.semanticConsistency), fill(rubric.perceptualQuality), "{{request}}", quoteInstruction, "juxta");
}

/** The words of a prompt file, put together as the published code does: every `10` of the rules becomes the range, then the instruction goes in as it is. */
export function assembleFilePrompts(texts: PromptTexts, range: number): EditScorePrompts {
  const fill = (text: string) => text.split("10").join(String(range));
  const semantic = `${texts.context}\n${texts.twoImages}\n${fill(texts.semantic)}`;
  const perceptual = `${texts.context}\n${fill(texts.perceptual)}`;
  const isOfficial = hash(semantic) === OFFICIAL.semantic && hash(perceptual) === OFFICIAL.perceptual;
  return build(semantic, perceptual, "<instruction>", (instruction) => instruction, isOfficial ? "official" : "file");
}

/** The prompts of a definition. A file's path starts at `baseFolder`. Throws `prompt_file_missing` and `prompt_file_invalid`. */
export async function loadPrompts({ promptFile, scoreRange }: { promptFile?: string; scoreRange: number }, baseFolder: string): Promise<EditScorePrompts> {
  if (promptFile === undefined) return writeRubricPrompts(scoreRange);
  const contents = await readFile(path.resolve(baseFolder, promptFile), "utf8").catch((cause: unknown) => {
    throw new JuxtaError("prompt_file_missing", `The prompt file ${promptFile} cannot be read.`, { cause });
  });
  return assembleFilePrompts(parsePromptFile(contents), scoreRange);
}
