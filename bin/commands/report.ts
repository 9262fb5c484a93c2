import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { PEOPLE_FILTERS, type PeopleFilter } from "../../lib/consensus/people-filter.ts";
import { invalidInput, JuxtaError } from "../../lib/errors.ts";
import { readFileEvidence } from "../../lib/evidence/file/read-file-evidence.ts";
import { taskTypesOf } from "../../lib/item/task-type.ts";
import { buildFigures, type ReportFigures } from "../../lib/report/build-figures.ts";
import { writeReportHtml } from "../../lib/report/report-html.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";

type Options = { judgments?: string; scores: string[]; items?: string; people?: string; task?: string; json?: string | true; html?: string };
type Estimate = { value: number | null; interval: { low: number; high: number } | null };

const NOTHING = "–";
const SHOWN_PROBLEMS = 50;

const percent = (share: number | null) => (share === null ? NOTHING : `${(share * 100).toFixed(1)} %`);
const range = (interval: Estimate["interval"]) => (interval ? `${percent(interval.low)} to ${percent(interval.high)}` : NOTHING);

/** How many of `n` were simulated, said wherever there are any. */
const judged = (n: number, simulated: number) => (simulated === 0 ? String(n) : `${n} (${simulated} simulated)`);

function toText(title: string, sentence: string | null, figures: ReportFigures): string {
  const generators = figures.leaderboards.flatMap(({ dimension, rows }) => rows.map((row) => [dimension, row.rank === null ? NOTHING : String(row.rank), row.generator, percent(row.winRate.value), range(row.winRate.interval), judged(row.n, row.simulatedCount)]));
  const scorers = figures.scorers.map((row) => [row.dimension, row.name, percent(row.strict.macro.value), percent(row.strict.pooled.value), range(row.strict.pooled.interval), percent(row.ceiling.value), String(row.n), judged(row.judgmentCount, row.simulatedCount)]);
  const agreement = figures.agreement.overall.map((row) => [row.dimension, percent(row.percent.value), row.alpha.value?.toFixed(3) ?? NOTHING, row.ac1.value?.toFixed(3) ?? NOTHING, String(row.pairedCount)]);
  const parts = sentence === null ? [title] : [title, sentence];
  if (generators.length > 0) parts.push(formatTable(["dimension", "rank", "generator", "win rate", "95 %", "judgments"], generators));
  if (scorers.length > 0) parts.push(formatTable(["dimension", "scorer", "by task", "agrees", "95 %", "ceiling", "clear pairs", "judgments"], scorers));
  parts.push(formatTable(["dimension", "agreement", "alpha", "AC1", "judged twice"], agreement));
  return parts.join("\n\n");
}

function readPeople(people: string | undefined): PeopleFilter {
  const found = PEOPLE_FILTERS.find((option) => option === (people ?? "all"));
  if (!found) throw invalidInput(`--people is one of ${PEOPLE_FILTERS.join(", ")}.`);
  return found;
}

/** Writes what was asked for as files, else prints. */
function hand(figures: ReportFigures & { project?: { name: string; slug: string } }, { title, sentence }: { title: string; sentence: string | null }, { json, html }: Options): void {
  const write = (file: string, text: string) => {
    const whole = resolveUserPath(file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    notice(`Written: ${whole}`);
  };
  if (typeof json === "string") write(json, `${JSON.stringify(figures, null, 2)}\n`);
  if (html) write(html, writeReportHtml(figures, { title, sentence }));
  if (json === true) printJson(figures);
  else if (typeof json !== "string" && !html) print(toText(title, sentence, figures));
}

async function reportFiles(options: Options & { judgments: string }): Promise<void> {
  const files = { judgments: resolveUserPath(options.judgments), scores: options.scores.map(resolveUserPath), items: options.items ? resolveUserPath(options.items) : null };
  const { evidence, pairJudges } = await readFileEvidence(files).catch((error: unknown) => {
    if (error instanceof JuxtaError && error.code === "evidence_invalid") {
      const { problems, count } = error.details as { count: number; problems: { file: string; line: number; field: string; message: string; code: string }[] };
      for (const { file, line, field, message, code } of problems.slice(0, SHOWN_PROBLEMS)) notice(`${file}, line ${line}${field ? `, ${field}` : ""}: ${message} (${code})`);
      if (count > SHOWN_PROBLEMS) notice(`… and ${count - SHOWN_PROBLEMS} more`);
    }
    throw error;
  });
  const figures = buildFigures(evidence, { filter: { people: readPeople(options.people), ...(options.task ? { taskTypes: taskTypesOf(options.task) } : {}) }, detail: "all", pairJudges });
  hand(figures, { title: path.basename(options.judgments), sentence: null }, options);
}

async function reportProject(slug: string, options: Options): Promise<void> {
  const { computeReport, describeReport } = await import("../../lib/report/index.ts");
  const report = await withInstallation(() => computeReport("operator", slug, { people: readPeople(options.people), taskTypes: options.task ? taskTypesOf(options.task) : undefined, isWhole: true }));
  const { disagreements, ...figures } = report;
  const rows = disagreements.rows.map(({ shown, ...row }) => ({ ...row, item: shown.item.externalId }));
  hand({ ...figures, disagreements: { ...disagreements, rows } } as ReportFigures & { project: { name: string; slug: string } }, { title: `${report.project.name} (${report.project.slug})`, sentence: describeReport(report) }, options);
}

async function runReport(slug: string | undefined, options: Options): Promise<void> {
  if (options.judgments !== undefined) {
    if (slug !== undefined) throw invalidInput("Name a project or files of judgments, not both.");
    return reportFiles({ ...options, judgments: options.judgments });
  }
  if (slug === undefined) throw invalidInput("Name a project, or a file of judgments with --judgments.");
  if (options.scores.length > 0 || options.items) throw invalidInput("--scores and --items go with --judgments.");
  if (existsSync(slug) && slug.endsWith(".jsonl")) throw invalidInput("Files of judgments are named by --judgments.");
  return reportProject(slug, options);
}

export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("what people prefer, and how far scorers agree with them: of a project, or of files without a database")
    .argument("[slug]", "the project")
    .option("--judgments <file>", "verdicts as JSON lines, or a project's export")
    .option("--scores <file>", "scores as JSON lines; again for each scorer", (file: string, files: string[]) => [...files, file], [] as string[])
    .option("--items <file>", "items in the import format, or a project's export: task types, generators, source pictures")
    .option("--people <who>", "whose judgments count: all, people or simulated")
    .option("--task <type>", "one task type, or group:subject, group:appearance, group:scene, group:advanced")
    .option("--json [file]", "every figure at full precision, printed or to a file")
    .option("--html <file>", "the report as one HTML file")
    .action(runReport);
}
