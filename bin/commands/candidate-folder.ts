import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { invalidInput } from "../../lib/errors.ts";

const PICTURE = /\.(?:jpe?g|png|webp)$/i;

/** Beside each other, also where files cannot be linked. */
function place(from: string, to: string): void {
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function listPictures(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => PICTURE.test(name) && statSync(path.join(folder, name)).isFile());
  } catch (error) {
    throw invalidInput(`The folder ${folder} cannot be read (${error instanceof Error && "code" in error ? String(error.code) : "failed"}).`, { candidates: ["A folder of pictures."] });
  }
  if (names.length === 0) throw invalidInput(`There is no JPEG, PNG or WebP file in ${folder}.`, { candidates: ["A folder of pictures."] });
  return names.sort((first, second) => first.localeCompare(second, "en", { numeric: true }));
}

/**
 * Makes a file of items out of one source, a folder of its edits and their instruction, with the pictures below it. Candidates are
 * named as their files and stand in natural order: 2.png before 10.png. Returns the file.
 */
export function writeFolderAsItems({ source, candidates, instruction, into }: { source: string; candidates: string; instruction: string; into: string }): string {
  const names = listPictures(candidates);
  if (!statSync(source, { throwIfNoEntry: false })?.isFile()) throw invalidInput(`There is no file ${source}.`, { source: ["A picture."] });
  const pictures = path.join(into, "input");
  mkdirSync(path.join(pictures, "candidates"), { recursive: true });
  const sourceName = `source${path.extname(source)}`;
  place(source, path.join(pictures, sourceName));
  for (const name of names) place(path.join(candidates, name), path.join(pictures, "candidates", name));
  const item = { item_id: path.basename(candidates), source: sourceName, instruction, candidates: names.map((name) => ({ candidate_id: name, image: `candidates/${name}` })) };
  const file = path.join(pictures, "items.jsonl");
  writeFileSync(file, `${JSON.stringify(item)}\n`);
  return file;
}
