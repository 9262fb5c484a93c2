import { mkdirSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { FILE_DIMENSIONS, type FileDimension, type FilePick, pickForProject, pickFromFiles, type PickLine, type ProjectPicks } from "../../lib/best-of-n/index.ts";
import { invalidInput } from "../../lib/errors.ts";
import { readPictureFile } from "../../lib/import/read-picture-file.ts";
import { writeFolderAsItems } from "./candidate-folder.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { scoreWithProgress } from "./score.ts";
import { type PickToWrite, writePicks } from "./write-picks.ts";

type Options = { n?: string; items?: string; source?: string; candidates?: string; instruction?: string; scorer?: string; scores?: string; project?: string; dimension: string; out: string; link?: boolean; json?: boolean };

const MAX_N = 1_000;

function parseCounts(text: string | undefined): number[] | null {
  if (text === undefined) return null;
  const counts = text.split(",").map(Number);
  if (counts.some((n) => !Number.isInteger(n) || n < 1 || n > MAX_N)) throw invalidInput("--n is a whole number from 1, or several with commas between.", { n: [`1 to ${MAX_N}`] });
  return [...new Set(counts)];
}

function parseDimension(text: string): FileDimension {
  const dimension = FILE_DIMENSIONS.find((name) => name === (text === "visual_quality" ? "perceptual_quality" : text));
  if (!dimension) throw invalidInput(`There is no dimension ${text}.`, { dimension: [`one of ${FILE_DIMENSIONS.join(", ")}`] });
  return dimension;
}

/** The file of items, made out of a folder where one is given. */
function findItems({ items, source, candidates, instruction }: Options, out: string): string {
  if (items !== undefined && candidates === undefined) return resolveUserPath(items);
  if (items === undefined && candidates !== undefined && source !== undefined && instruction !== undefined) {
    return writeFolderAsItems({ source: resolveUserPath(source), candidates: resolveUserPath(candidates), instruction, into: out });
  }
  throw invalidInput("Give --items, or --source, --candidates and --instruction, or --project.");
}

/** Each pick with its picture, read only when it is its turn. */
async function* openPictures(picks: readonly FilePick[], items: string): AsyncGenerator<PickToWrite> {
  const root = await realpath(path.dirname(items));
  for (const { line, image } of picks) {
    if (image === null) yield { line, picture: null };
    // Read first, because that is what refuses a path that leads elsewhere.
    else {
      const bytes = await readPictureFile(root, image);
      yield { line, picture: image.startsWith("data:") ? { bytes } : { file: path.join(root, image) } };
    }
  }
}

async function pickFiles(options: Options, out: string, signal: AbortSignal): Promise<PickLine[]> {
  const items = findItems(options, out);
  if ((options.scorer === undefined) === (options.scores === undefined)) throw invalidInput("Give --scorer, or --scores that are there already.");
  const scores = options.scores === undefined ? path.join(out, "scores.jsonl") : resolveUserPath(options.scores);
  if (options.scorer !== undefined) await scoreWithProgress({ items, scorer: resolveUserPath(options.scorer), out: scores }, signal);
  const { picks, problems } = await pickFromFiles({ items, scores, dimension: parseDimension(options.dimension), counts: parseCounts(options.n) });
  for (const { line, field, code, message } of problems) notice(`line ${line}${field ? `, ${field}` : ""}: ${message} (${code})`);
  return writePicks(openPictures(picks, items), { out, link: options.link ?? false });
}

async function* readStored(picks: ProjectPicks["picks"]): AsyncGenerator<PickToWrite> {
  for (const { line, readPicture } of picks) yield { line, picture: readPicture && { bytes: await readPicture() } };
}

const percent = (share: number | null): string => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);

function describeCurve({ curve, scorer, dimension }: Omit<ProjectPicks, "picks">): string {
  if (curve.points.length === 0) return "Nobody has judged two scored candidates of one item: there is no curve.";
  const rows = curve.points.map((point) => [point.n, percent(point.scorer), point.scorerInterval ? `${percent(point.scorerInterval.low)} to ${percent(point.scorerInterval.high)}` : "–", percent(point.random), percent(point.oracle)]);
  return `Win share of the pick in ${dimension}, ${curve.poolCount} items:\n${formatTable(["N", scorer.name, "95 %", "by chance", "best possible"], rows)}`;
}

async function pickProject(slug: string, options: Options, out: string): Promise<{ lines: PickLine[]; picked: Omit<ProjectPicks, "picks"> }> {
  if (options.link) throw invalidInput("Pictures of a project are copied: leave --link out.");
  const named = parseDimension(options.dimension);
  const dimension = named === "perceptual_quality" ? "visual_quality" : named;
  return withInstallation(async () => {
    const { picks, ...picked } = await pickForProject("operator", slug, { scorer: options.scorer, dimension, counts: parseCounts(options.n) });
    return { lines: await writePicks(readStored(picks), { out, link: false }), picked };
  });
}

function summarise(lines: readonly PickLine[]) {
  return {
    itemCount: new Set(lines.map((line) => line.item_id)).size,
    pickCount: lines.filter((line) => line.candidate_id !== null).length,
    tiedCount: lines.filter((line) => line.tied).length,
    unpickedCount: lines.filter((line) => line.candidate_id === null).length,
    failedCount: new Set(lines.flatMap((line) => line.failed.map((failure) => JSON.stringify([line.item_id, failure.candidate_id])))).size,
    /** Picks from fewer candidates than asked for. */
    shortCount: lines.filter((line) => line.candidates < line.n).length,
  };
}

async function runBestOf(options: Options, signal: AbortSignal): Promise<void> {
  const out = resolveUserPath(options.out);
  mkdirSync(out, { recursive: true });
  const { project } = options;
  const { lines, picked } = project === undefined ? { lines: await pickFiles(options, out, signal), picked: null } : await pickProject(project, options, out);
  const counts = summarise(lines);
  const file = path.join(out, "picks.jsonl");
  if (options.json) return printJson({ ...counts, out: file, ...(picked ? { scorer: { name: picked.scorer.name, version: picked.scorer.hash }, dimension: picked.dimension, curve: picked.curve } : {}) });
  if (picked) print(`${describeCurve(picked)}\n`);
  print(`${counts.pickCount} picks for ${counts.itemCount} items, ${counts.tiedCount} of them with equal scores at the top; ${counts.unpickedCount} without a score, ${counts.failedCount} candidates failed, ${counts.shortCount} from fewer candidates than asked for. ${file}`);
}

export function addRewardCommands(program: Command, signal: AbortSignal): void {
  const reward = program.command("reward").description("what scorers are used for");
  reward
    .command("best-of")
    .description("pick the best of N candidates by a scorer; without a database, unless --project is given")
    .requiredOption("--out <folder>", "where picks.jsonl, the picked pictures and the scores go")
    .option("--n <list>", "pick from the first N candidates of each item; several with commas; all when left out")
    .option("--items <file>", "edits in the import format")
    .option("--source <picture>", "instead of --items: the source of one item")
    .option("--candidates <folder>", "with --source: its edits")
    .option("--instruction <text>", "with --source: what was asked for")
    .option("--scorer <file>", "what scores, as for score; with --project the name of a scorer that has scored it")
    .option("--scores <file>", "instead of --scorer: what score has written")
    .option("--project <slug>", "pick from the candidates of a project, by scores that are there")
    .option("--dimension <name>", "prompt_following, consistency, perceptual_quality or overall", "overall")
    .option("--link", "link to the picked files instead of copying them")
    .option("--json", "print the counts as JSON")
    .action((options: Options) => runBestOf(options, signal));
}
