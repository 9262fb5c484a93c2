import { spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

export type Ended = { code: number | null; stdout: string; stderr: string };

/** `env` replaces variables; undefined takes one away. */
type Options = { input?: string; cwd?: string; env?: Record<string, string | undefined> };

/** Runs the command line in a process of its own with this test's database, and waits for its end. */
export function runJuxta(args: string[], options: Options = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path.join(ROOT, "bin/juxta.ts"), ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "silent", ...(options.cwd ? { JUXTA_CALLED_FROM: options.cwd } : {}), ...options.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs with `--json` and gives what standard output held. */
export async function runJson<Shape>(args: string[], options: Options = {}): Promise<Ended & { json: Shape }> {
  const ended = await runJuxta([...args, "--json"], options);
  return { ...ended, json: JSON.parse(ended.stdout) as Shape };
}
