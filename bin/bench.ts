import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import pg from "pg";
import { getHome, repositoryRoot } from "./launch/home.ts";
import { ensurePostgres } from "./launch/postgres.ts";
import { fail, say } from "./launch/progress.ts";
import { setEnvironment } from "./launch/stack.ts";

/** One measured value. Ratios to the baseline carry the claim; `met` is null where there is no target. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  target?: number;
  comparison?: "at_most" | "at_least";
  met: boolean | null;
  baseline?: { name: string; value: number; unit: string };
};

const SUITES = path.join(repositoryRoot, "test/bench");

function listSuites(): string[] {
  if (!existsSync(SUITES)) return [];
  return readdirSync(SUITES).filter((name) => name.endsWith(".ts")).map((name) => name.slice(0, -3)).sort();
}

function print(figures: Figure[]): void {
  for (const { name, value, unit, target, comparison, met, baseline } of figures) {
    const goal = target === undefined ? "" : `  target ${comparison === "at_least" ? "≥" : "≤"} ${target} ${unit}, ${met ? "met" : "missed"}`;
    const beside = baseline ? `  (${baseline.name}: ${baseline.value.toPrecision(4)} ${baseline.unit})` : "";
    process.stdout.write(`${name.padEnd(48)} ${value.toPrecision(4).padStart(10)} ${unit}${goal}${beside}\n`);
  }
}

/** A database and a home of their own: what is measured neither sees nor touches anybody's data. */
async function createScratch(serverUrl: string): Promise<{ drop(): Promise<void> }> {
  const name = `juxta_bench_${randomBytes(6).toString("hex")}`;
  const home = mkdtempSync(path.join(tmpdir(), "juxta-bench-home-"));
  const runStatement = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await runStatement(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  setEnvironment(home, url);
  const { applyMigrations } = await import("../lib/migrate.ts");
  await applyMigrations(url);
  return {
    drop: async () => {
      const [{ closeDb }, { closeSender }] = await Promise.all([import("../lib/db.ts"), import("../lib/job/index.ts")]);
      await closeSender();
      await closeDb();
      await runStatement(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function runSuites(wanted: string, options: { json?: string }): Promise<void> {
  const known = listSuites();
  const suites = wanted === "all" ? known : [wanted];
  const unknown = suites.find((suite) => !known.includes(suite));
  if (unknown) throw new Error(`There is no suite ${unknown}. Known: ${known.join(", ") || "none yet"}, or all.`);
  const server = await ensurePostgres({ home: getHome() });
  const scratch = await createScratch(server.url);
  try {
    const figures: Figure[] = [];
    for (const suite of suites) {
      say(`Measuring ${suite} …`);
      const { run } = (await import(path.join(SUITES, `${suite}.ts`))) as { run(): Promise<Figure[]> };
      figures.push(...(await run()));
    }
    print(figures);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
    if (figures.some((figure) => figure.met === false)) process.exitCode = 1;
  } finally {
    await scratch.drop();
    if (server.startedHere) await server.stop();
  }
}

const program = new Command("bench").description("Measures speed, as ratios to a baseline in the same run.").argument("<suite>", `one of: ${listSuites().join(", ")}, all`).option("--json <file>", "write the figures as JSON").action(runSuites);

await program.parseAsync().then(
  () => process.exit(),
  (error: unknown) => fail(error),
);
