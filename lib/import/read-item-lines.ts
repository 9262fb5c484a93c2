import { type LineProblem, parseItemLine, type ParsedItem } from "./item-line.ts";
import { readLines } from "./read-lines.ts";

/** The items of a file in the import format that need no database, with their lines. What is wrong with a line is handed over, and the line is left out. */
export async function* readItemLines(file: string, onProblem: (problem: LineProblem) => void): AsyncGenerator<{ line: number; item: ParsedItem }> {
  for await (const read of readLines(file)) {
    if ("refusal" in read) {
      onProblem({ line: read.line, field: "", code: read.refusal, message: read.refusal === "line_too_long" ? "The line is too long." : "The line is not UTF-8." });
      continue;
    }
    const parsed = parseItemLine(read.line, read.text);
    if ("problems" in parsed) parsed.problems.forEach(onProblem);
    else yield { line: read.line, item: parsed.item };
  }
}
