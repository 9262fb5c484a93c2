import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { JuxtaError } from "../../errors.ts";
import { parseJson } from "../../import/parse-json.ts";
import { readLines } from "../../import/read-lines.ts";

export type FileProblem = { file: string; line: number; field: string; code: string; message: string };

/** Problems beyond these are counted, not listed. */
const LISTED = 50;

/** What is wrong with the files of a report, all of it together: a report of half a file would be wrong figures. */
export class FileProblems {
  readonly listed: FileProblem[] = [];
  count = 0;

  add(problem: FileProblem): void {
    this.count += 1;
    if (this.listed.length < LISTED) this.listed.push(problem);
  }

  /** Throws `evidence_invalid` where anything is wrong. */
  throwIfAny(): void {
    if (this.count === 0) return;
    const { file, line, field, message } = this.listed[0]!;
    const where = `${file}, line ${line}${field ? `, ${field}` : ""}`;
    throw new JuxtaError("evidence_invalid", `${this.count === 1 ? "A line is" : `${this.count} lines are`} wrong, so nothing was computed. The first: ${where}: ${message}`, { details: { count: this.count, problems: this.listed } });
  }
}

const fieldOf = (at: readonly PropertyKey[]) => at.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");

/** Every line of a file, parsed; what cannot be read goes to `problems`. `take` may refuse a line by what it returns. */
export async function readJsonLines<Parsed>(file: string, parse: (value: unknown) => Parsed, problems: FileProblems, take: (parsed: Parsed) => { field: string; code: string; message: string } | void): Promise<void> {
  if (!existsSync(file)) throw new JuxtaError("file_missing", `There is no file ${file}.`);
  const name = path.basename(file);
  for await (const read of readLines(file)) {
    const problem = (code: string, field: string, message: string) => problems.add({ file: name, line: read.line, field, code, message });
    if ("refusal" in read) {
      problem(read.refusal, "", read.refusal === "line_too_long" ? "The line is too long." : "The line is not UTF-8.");
      continue;
    }
    const json = parseJson(read.text);
    if (!("value" in json)) {
      problem(json.code, "", json.message);
      continue;
    }
    try {
      const refusal = take(parse(json.value));
      if (refusal) problem(refusal.code, refusal.field, refusal.message);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      for (const issue of error.issues) problem("field_invalid", fieldOf(issue.path), issue.message.endsWith("received undefined") ? "is missing" : issue.message.replace(/^Invalid input: /, ""));
    }
  }
}
