import { existsSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import { invalidInput, JuxtaError } from "../../lib/errors.ts";
import { listMeasures, runMeasure } from "../../lib/measure/index.ts";
import { resolveUserPath } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

type Options = { input?: string; json?: boolean };

function readInput(source: string): unknown {
  const file = source === "-" ? 0 : resolveUserPath(source);
  if (typeof file === "string" && !existsSync(file)) throw invalidInput(`There is no file ${file}.`);
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new JuxtaError("json_invalid", `${source === "-" ? "Standard input" : source} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

function runStats(method: string | undefined, { input, json }: Options): void {
  if (method === undefined) {
    const measures = listMeasures();
    if (json) printJson(measures);
    else print(formatTable(["method", "computes"], measures.map(({ method: name, summary }) => [name, summary])));
    return;
  }
  if (input === undefined) throw invalidInput("Name the document to compute from: --input FILE, or --input - for standard input.");
  printJson(runMeasure(method, readInput(input)));
}

export function addStatsCommand(program: Command): void {
  program
    .command("stats")
    .description("any one measure from a JSON document, without a database")
    .argument("[method]", "such as agreement.krippendorff; all are listed without one")
    .option("--input <file>", "the document; - reads standard input")
    .option("--json", "the list as JSON; a result always is")
    .action(runStats);
}
