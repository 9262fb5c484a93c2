import type { Command } from "commander";
import { computeReport, describeReport, type Report } from "../../lib/report/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

const NOTHING = "–";

function percent(share: number | null): string {
  return share === null ? NOTHING : `${(share * 100).toFixed(1)} %`;
}

function range(interval: { low: number; high: number } | null): string {
  return interval ? `${percent(interval.low)} to ${percent(interval.high)}` : NOTHING;
}

/** How many of `n` were simulated, said wherever there are any. */
function judged(n: number, simulated: number): string {
  return simulated === 0 ? String(n) : `${n} (${simulated} simulated)`;
}

function toText(report: Report): string {
  const sentence = describeReport(report);
  const generators = report.generators.map((row) => [row.dimension, row.generator, percent(row.winRate), range(row.interval), judged(row.n, row.simulatedCount)]);
  const scorers = report.scorers.map((row) => [row.dimension, row.name, percent(row.strict), range(row.interval), String(row.n), judged(row.judgmentCount, row.simulatedCount)]);
  const parts = [`${report.project.name} (${report.project.slug})`, sentence];
  if (generators.length > 0) parts.push(formatTable(["dimension", "generator", "win rate", "95 %", "judgments"], generators));
  if (scorers.length > 0) parts.push(formatTable(["dimension", "scorer", "agrees", "95 %", "clear pairs", "judgments"], scorers));
  return parts.join("\n\n");
}

async function runReport(slug: string, { json }: { json?: boolean }): Promise<void> {
  const report = await withInstallation(() => computeReport("operator", slug));
  if (json) printJson(report);
  else print(toText(report));
}

export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("what people prefer, and how far scorers agree with them")
    .argument("<slug>", "the project")
    .option("--json", "print every figure at full precision")
    .action(runReport);
}
