import { JuxtaError, toErrorAnswer } from "../../lib/errors.ts";
import { log } from "../../lib/log.ts";

/** Data for the next program, or for reading: standard output. */
export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? Number(inner) : inner), 2));
}

/** What happens meanwhile: standard error. */
export function notice(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One sentence and the code of an error; with `--json` also the body that the API would answer with. */
export function printError(error: unknown, asJson: boolean): void {
  const { body } = toErrorAnswer(error);
  const { code, message, details } = body.error;
  const fields = typeof details === "object" && details !== null ? Object.entries(details).map(([field, reasons]) => `\n  ${field}: ${String(reasons)}`) : [];
  notice(`${message} (${code})${fields.join("")}`);
  if (!(error instanceof JuxtaError) && code === "internal") log.error({ err: error }, "command");
  if (asJson) printJson(body);
}

/** Columns as wide as their longest cell; numbers to the right. */
export function formatTable(head: string[], rows: (string | number)[][]): string {
  const texts = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const isNumber = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === "number"));
  const lines = texts.map((row) => row.map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join("  "));
  return lines.map((line) => line.trimEnd()).join("\n");
}
