import { ALL_COUNTS, toWins } from "../consensus/all-counts.ts";
import { getDb, Prisma, type Transaction } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { computeInformationGain, computeStrengthPosterior, guessStrengths, type StrengthBelief } from "../stats/index.ts";
import { readPrior, refreshPrior, scoreOf, type ScorerPrior } from "./scorer-prior.ts";

type Settings = Pick<Project, "id" | "dimensions">;
type PairRow = { itemId: string; unitId: string; a: string; b: string; draw: number; counts: number[]; scoreA: number | null; scoreB: number | null };

/** One answer in so many looks again at how far the scorer goes with people. */
const REFRESH_ONE_IN = 50;

/** Pairs that tell as much come in the random order. */
const DRAW_WEIGHT = 1e-3;

/** In [0,1): the more is expected of a unit, in nats, the smaller. */
export function priorityOf(gain: number, draw: number): number {
  return (1 - DRAW_WEIGHT) / (1 + gain) + DRAW_WEIGHT * draw;
}

/** Wins of each candidate over each other; a tie is half a win each way. */
function countWins(rows: readonly PairRow[], candidates: readonly string[]): number[][] {
  const wins = candidates.map(() => candidates.map(() => 0));
  for (const { a, b, counts } of rows) {
    const [first, second] = [candidates.indexOf(a), candidates.indexOf(b)];
    const won = toWins(counts);
    wins[first]![second]! += won.a;
    wins[second]![first]! += won.b;
  }
  return wins;
}

/** Posterior of the item's candidates: the scorer's guess, where all have a score, and what people have judged. */
function believe(rows: readonly PairRow[], candidates: readonly string[], prior: ScorerPrior | null): StrengthBelief {
  const wins = countWins(rows, candidates);
  const known = new Map(rows.flatMap(({ a, b, scoreA, scoreB }) => [[a, scoreA] as const, [b, scoreB] as const]));
  const scores = candidates.flatMap((candidate) => known.get(candidate) ?? []);
  if (prior === null || scores.length < candidates.length) return computeStrengthPosterior(wins);
  const { means, model } = guessStrengths(scores.map((score) => score / prior.deviation), prior.agreement);
  return computeStrengthPosterior(wins, model, means);
}

function rankItem(rows: readonly PairRow[], prior: ScorerPrior | null): { id: string; priority: number }[] {
  const candidates = [...new Set(rows.flatMap((row) => [row.a, row.b]))].sort();
  const belief = believe(rows, candidates, prior);
  return rows.map(({ unitId, a, b, draw }) => ({ id: unitId, priority: priorityOf(computeInformationGain(belief, candidates.indexOf(a), candidates.indexOf(b)).gain, draw) }));
}

/** Gives the open slots of these items, or of the whole project, the priority that their units have by what is judged so far. */
export async function orderByInformation(tx: Transaction, project: Settings, itemIds: readonly string[] | null): Promise<void> {
  const prior = await readPrior(tx, project.id);
  const score = (candidate: Prisma.Sql) => scoreOf(candidate, prior?.scorerVersionId ?? null, project);
  const rows = await tx.$queryRaw<PairRow[]>`
    SELECT c.item_id AS "itemId", c.id AS "unitId", c.candidate_a_id AS a, c.candidate_b_id AS b, u.priority AS draw,
      ${score(Prisma.sql`c.candidate_a_id`)} AS "scoreA", ${score(Prisma.sql`c.candidate_b_id`)} AS "scoreB",
      ${ALL_COUNTS} AS counts
    FROM comparison c JOIN unit u ON u.id = c.id LEFT JOIN consensus k ON k.comparison_id = c.id AND k.dimension::text = ${mainDimension(project.dimensions)}
    WHERE c.project_id = ${project.id}::uuid AND (${itemIds}::uuid[] IS NULL OR c.item_id = ANY(${itemIds}::uuid[]))`;
  const priorities = [...Map.groupBy(rows, (row) => row.itemId).values()].flatMap((ofItem) => rankItem(ofItem, prior));
  await tx.$executeRaw`
    WITH ready AS (
      SELECT s.unit_id, s.slot_no, r.priority FROM jsonb_to_recordset(${JSON.stringify(priorities)}::jsonb) AS r(id uuid, priority float8)
      JOIN slot s ON s.unit_id = r.id WHERE s.done_at IS NULL AND s.priority <> r.priority FOR UPDATE OF s SKIP LOCKED)
    UPDATE slot s SET priority = ready.priority FROM ready WHERE s.unit_id = ready.unit_id AND s.slot_no = ready.slot_no`;
}

/** Back to the one random order. */
export async function orderByDraw(tx: Transaction, projectId: string): Promise<void> {
  await tx.$executeRaw`UPDATE slot s SET priority = u.priority FROM unit u WHERE u.id = s.unit_id AND s.project_id = ${projectId}::uuid AND s.done_at IS NULL AND s.priority <> u.priority`;
}

/** After an answer: what is expected of the other pairs of its item has changed. A slot that is being claimed keeps its place. */
export async function reorderAfterAnswer(project: Pick<Project, "id" | "dimensions" | "handOutOrder">, itemId: string): Promise<void> {
  if (project.handOutOrder !== "INFORMATION") return;
  await getDb().$transaction(async (tx) => {
    if (Math.random() < 1 / REFRESH_ONE_IN) await refreshPrior(tx, project);
    await orderByInformation(tx, project, [itemId]);
  });
}

/** After new scores: the items of these candidates, in projects that take this version's scores as a first guess. */
export async function reorderAfterScores(tx: Transaction, scorerVersionId: string, candidateIds: readonly string[]): Promise<void> {
  const projects = await tx.project.findMany({ where: { priorScorerVersionId: scorerVersionId, handOutOrder: "INFORMATION" }, select: { id: true, dimensions: true, priorDeviation: true } });
  for (const project of projects) {
    const items = await tx.item.findMany({ where: { projectId: project.id, candidates: { some: { id: { in: [...candidateIds] } } } }, select: { id: true } });
    if (items.length === 0) continue;
    if (project.priorDeviation === null) await refreshPrior(tx, project);
    await orderByInformation(tx, project, items.map((item) => item.id));
  }
}
