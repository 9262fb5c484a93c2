import { existsSync } from "node:fs";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb, LONG, type Transaction } from "../db.ts";
import { JuxtaError } from "../errors.ts";
import type { Dimension } from "../generated/prisma/client.ts";
import type { LineProblem } from "../import/item-line.ts";
import { parseJson } from "../import/parse-json.ts";
import { readLines } from "../import/read-lines.ts";
import { toVerdict } from "../reward/protocols/combine-orders.ts";
import { registerScorer } from "../scorer/register-scorer.ts";

const Header = z.object({ format: z.literal("juxta-pair-replies-1"), judge: z.string().min(1).max(200), version: z.string().regex(/^[0-9a-f]{64}$/), definition: z.record(z.string(), z.json()) });
const Answer = z.enum(["first", "second", "tie"]);
const Line = z.object({
  item_id: z.string().min(1),
  left_id: z.string().min(1),
  right_id: z.string().min(1),
  dimension: z.enum(["prompt_following", "consistency", "perceptual_quality", "visual_quality", "overall"]),
  answers: z.tuple([Answer, Answer]).nullable(),
  reasoning: z.tuple([z.string().nullable(), z.string().nullable()]).nullish(),
  repaired: z.boolean().default(false),
  error: z.object({ code: z.string() }).nullish(),
});

type Row = { comparisonId: string; dimension: Dimension; aFirst: string; bFirst: string; reasoning: (string | null)[]; repaired: boolean };
/** `newCount`: verdicts that the project did not have; `failedCount`: lines where the judge gave none. */
export type ImportedPairVerdicts = { judge: string; version: string; scorerVersionId: string; verdictCount: number; newCount: number; failedCount: number; problems: LineProblem[] };

const ROWS_PER_STATEMENT = 1_000;
const NAMES = { left: "LEFT", right: "RIGHT", tie: "TIE" } as const;

async function readHeader(file: string): Promise<z.output<typeof Header>> {
  const replies = `${file}.replies.jsonl`;
  if (!existsSync(file)) throw new JuxtaError("source_missing", `There is no file ${file} that can be read.`);
  if (!existsSync(replies)) throw new JuxtaError("replies_missing", `${replies}, which says what made the verdicts, is missing. Bring it back.`);
  for await (const line of readLines(replies)) {
    const json = "text" in line ? parseJson(line.text) : null;
    const header = json && "value" in json ? Header.safeParse(json.value) : null;
    if (header?.success) return header.data;
    break;
  }
  throw new JuxtaError("scores_invalid", `${replies} is not a file of replies of juxta judge-pairs.`);
}

type Pair = { id: string; isLeftA: boolean };

async function readPairs(projectId: string): Promise<Map<string, Pair>> {
  const rows = await getDb().$queryRaw<{ id: string; item: string; a: string; b: string }[]>`
    SELECT c.id, i.external_id AS item, a.external_id AS a, b.external_id AS b FROM comparison c JOIN item i ON i.id = c.item_id
    JOIN candidate a ON a.id = c.candidate_a_id JOIN candidate b ON b.id = c.candidate_b_id WHERE c.project_id = ${projectId}::uuid`;
  return new Map(rows.flatMap(({ id, item, a, b }): [string, Pair][] => [[JSON.stringify([item, a, b]), { id, isLeftA: true }], [JSON.stringify([item, b, a]), { id, isLeftA: false }]]));
}

/** A line as a row, by candidate: the first answer showed the left one first. */
function toRow({ dimension, answers, reasoning, repaired }: z.output<typeof Line>, { id, isLeftA }: Pair): Row {
  const [leftFirst, rightFirst] = [NAMES[toVerdict(answers![0], false)], NAMES[toVerdict(answers![1], true)]];
  const name = (verdict: "LEFT" | "RIGHT" | "TIE") => (verdict === "TIE" ? "TIE" : (verdict === "LEFT") === isLeftA ? "A" : "B");
  const own = reasoning ?? [];
  const [aFirst, bFirst] = isLeftA ? [leftFirst, rightFirst] : [rightFirst, leftFirst];
  return { comparisonId: id, dimension: dimension === "perceptual_quality" ? "visual_quality" : dimension, aFirst: name(aFirst), bFirst: name(bFirst), reasoning: isLeftA ? own : own.toReversed(), repaired };
}

async function readRows(file: string, pairs: Map<string, Pair>): Promise<{ rows: Row[]; failedCount: number; problems: LineProblem[] }> {
  const [rows, problems, seen] = [[] as Row[], [] as LineProblem[], new Set<string>()];
  let failedCount = 0;
  for await (const read of readLines(file)) {
    const refuse = (code: string, field: string, message: string) => problems.push({ line: read.line, field, code, message });
    const json = "text" in read ? parseJson(read.text) : { code: read.refusal, message: "The line cannot be read." };
    if (!("value" in json)) {
      refuse(json.code, "", json.message);
      continue;
    }
    const parsed = Line.safeParse(json.value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      refuse("field_invalid", issue!.path.join("."), issue!.message);
      continue;
    }
    const pair = pairs.get(JSON.stringify([parsed.data.item_id, parsed.data.left_id, parsed.data.right_id]));
    const key = `${pair?.id} ${parsed.data.dimension}`;
    if (!pair) refuse("pair_unknown", "left_id", `The project does not compare ${parsed.data.left_id} with ${parsed.data.right_id} of ${parsed.data.item_id}.`);
    else if (parsed.data.answers === null) failedCount += 1;
    else if (seen.has(key)) refuse("verdict_repeated", "dimension", "An earlier line is about the same pair and dimension.");
    else rows.push(toRow(parsed.data, pair));
    seen.add(key);
  }
  return { rows, failedCount, problems };
}

async function writeRows(tx: Transaction, scorerVersionId: string, rows: readonly Row[]): Promise<number> {
  let written = 0;
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    written += await tx.$executeRaw`
      INSERT INTO pair_verdict (scorer_version_id, comparison_id, dimension, a_first, b_first, reasoning, repaired)
      SELECT ${scorerVersionId}::uuid, "comparisonId", dimension::"Dimension", "aFirst"::"VerdictValue", "bFirst"::"VerdictValue", reasoning, repaired
      FROM jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + ROWS_PER_STATEMENT))}::jsonb) AS r("comparisonId" uuid, dimension text, "aFirst" text, "bFirst" text, reasoning jsonb, repaired boolean)
      ON CONFLICT DO NOTHING`;
  }
  return written;
}

/**
 * Takes the verdicts that `juxta judge-pairs` wrote into a project, under the judge and version that its file of replies names.
 * A pair that the project does not compare is a problem of its line; the rest goes in, all or nothing. Again, it changes nothing.
 * Owners alone. Throws `source_missing`, `replies_missing`, `scores_invalid`, `not_found`, `forbidden`.
 */
export async function importPairVerdicts(caller: Caller, projectId: string, file: string): Promise<ImportedPairVerdicts> {
  await requireCaller(getDb(), caller, projectId, ["OWNER"]);
  const { judge, version, definition } = await readHeader(file);
  const { rows, failedCount, problems } = await readRows(file, await readPairs(projectId));
  return getDb().$transaction(async (tx) => {
    const dimensions = [...new Set(rows.map((row) => row.dimension))];
    const { id } = await registerScorer({ name: judge, kind: "pairwise", description: "", hash: version, scaleMin: 0, scaleMax: 1, dimensions, config: definition }, tx);
    const newCount = await writeRows(tx, id, rows);
    await recordAudit(tx, { caller, projectId, action: "pair_verdicts_imported", subject: id, detail: { verdictCount: rows.length, newCount } });
    return { judge, version, scorerVersionId: id, verdictCount: rows.length, newCount, failedCount, problems };
  }, LONG);
}
