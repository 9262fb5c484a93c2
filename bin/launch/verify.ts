import { spawnSync } from "node:child_process";
import { repositoryRoot } from "./home.ts";
import { say } from "./progress.ts";

/** Types and lint, in seconds, without a database. Returns whether both are clean. */
export function verify(): boolean {
  const steps: [string, string[]][] = [
    ["Route types", ["node_modules/next/dist/bin/next", "typegen"]],
    ["Types", ["node_modules/typescript/bin/tsc", "--noEmit"]],
    ["Lint", ["node_modules/oxlint/bin/oxlint", "--quiet"]],
  ];
  return steps
    .map(([name, args]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repositoryRoot, encoding: "utf8", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } });
      say(`${name}: ${status === 0 ? "clean" : "failed"}`);
      if (status !== 0) process.stderr.write(`${stdout}${stderr}\n`);
      return status === 0;
    })
    .every(Boolean);
}

if (process.argv[1] === import.meta.filename) process.exit(verify() ? 0 : 1);
