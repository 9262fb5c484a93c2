import { JuxtaError } from "../../lib/errors.ts";

const started = Date.now();

/** A line of progress on standard error, with the seconds since the start. */
export function say(line: string): void {
  const seconds = ((Date.now() - started) / 1_000).toFixed(1).padStart(5);
  process.stderr.write(`${seconds} s  ${line}\n`);
}

/** Ends the process with a sentence that says what to do. */
export function fail(error: unknown): never {
  const code = error instanceof JuxtaError ? ` (${error.code})` : "";
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}${code}\n`);
  process.exit(1);
}
