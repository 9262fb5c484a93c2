import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { invalidInput } from "../../lib/errors.ts";
import { exportProject } from "../../lib/export/index.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { print, printJson } from "./output.ts";

type Options = { out: string; json?: boolean };

/** Writes beside the target and renames: the file is there whole or not at all. */
async function writeFileWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const temporary = `${file}.part`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(temporary));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (["ENOENT", "EACCES", "EISDIR", "ENOTDIR"].includes(code)) throw invalidInput(`The file ${file} cannot be written (${code}).`, { out: ["Not a place to write to."] });
    throw error;
  }
}

async function runExport(slug: string, options: Options): Promise<void> {
  let lineCount = 0;
  async function* counted(): AsyncGenerator<string> {
    for await (const lines of exportProject("operator", slug)) {
      lineCount += lines.split("\n").length - 1;
      yield lines;
    }
  }
  if (options.out === "-") {
    await withInstallation(() => pipeline(Readable.from(counted()), process.stdout, { end: false }));
    return;
  }
  const file = resolveUserPath(options.out);
  await withInstallation(() => writeFileWhole(file, counted()));
  if (options.json) printJson({ slug, file, lineCount });
  else print(`Wrote ${lineCount} lines to ${file}.`);
}

export function addExportCommand(program: Command): void {
  program
    .command("export")
    .description("write items, scores and raw judgments as JSON lines; people appear by pseudonym alone")
    .argument("<slug>", "the project")
    .requiredOption("--out <file>", "where to write; - for standard output")
    .option("--json", "print what was written as JSON")
    .action(runExport);
}
