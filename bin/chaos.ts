import { randomInt } from "node:crypto";
import { loadavg } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { type ChaosOptions, type ChaosResult, runChaos } from "../test/load/chaos/run.ts";
import { fail, say } from "./launch/progress.ts";

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("Give a whole number.");
  return value;
}

const listed = (counts: Record<string, number>): string => Object.entries(counts).map(([name, value]) => `${name} ${value}`).join(", ") || "none";

function print(result: ChaosResult, { seed }: ChaosOptions): void {
  const { claims, submits, seconds, killed, retried, stored, late, sentTwice, cuts, faults, log } = result;
  const lines = [
    `seed                ${seed}`,
    `operations          ${claims + submits} in ${seconds.toFixed(0)} s: ${claims} claims, ${submits} answers acknowledged (${sentTwice} of them sent twice at once)`,
    `killed with -9      ${Object.values(killed).reduce((sum, value) => sum + value, 0)}: ${listed(killed)}`,
    `sent again after    ${listed(retried)}`,
    `stored              ${stored}, of these ${late} too late to count`,
    ...(cuts ? [`replies cut         ${cuts.cut}, answered the same again ${cuts.sameAnswer}`] : []),
    `load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`,
    "",
    ...Object.entries(faults).map(([name, value]) => `${String(value).padStart(8)}  ${name}`),
    ...(log === null ? [] : ["", `The log is in ${log}.`]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function run(options: ChaosOptions): Promise<void> {
  say(`Seed ${options.seed}: ${options.operations} operations, ${options.kills} kills, ${options.annotators} annotators, ${options.cuts} cut replies …`);
  const result = await runChaos({ ...options, onProgress: (line) => say(`  ${line}`) });
  print(result, options);
  if (Object.values(result.faults).some((value) => value !== 0)) process.exitCode = 1;
}

const program = new Command("chaos")
  .description("Kills web server, worker and PostgreSQL while annotators work, then compares what was acknowledged with what is stored and exported.")
  .option("--operations <n>", "acknowledged claims and answers", count, 100_000)
  .option("--kills <n>", "processes killed with -9 meanwhile", count, 60)
  .option("--annotators <n>", "simulated annotators", count, 60)
  .option("--cuts <n>", "answers whose reply is cut after the commit", count, 1_000)
  .option("--seed <n>", "draws kills and answers again", count, randomInt(1_000_000))
  .action(run);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

await program.parseAsync().then(
  () => process.exit(),
  (error: unknown) => fail(error),
);
