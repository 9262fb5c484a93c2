import type { PeopleFilter } from "../consensus/index.ts";
import { getDb } from "../db.ts";
import { CONSENSUS_CODE, countVotes, type Evidence } from "../evidence/index.ts";
import type { Project } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";

export type ReportProgress = {
  itemCount: number;
  comparisonCount: number;
  /** Comparisons with at least one counted judgment of the chosen people. */
  judgedCount: number;
  /** Comparisons that want no more judgments; of some of the people alone, those with at least the overlap. */
  fullCount: number;
  /** Full comparisons whose consensus in the main dimension is A, B or equal. */
  decidedCount: number;
  /** Comparisons whose judgments stayed undecided up to the most that are allowed. */
  ambiguousCount: number;
  judgmentCount: number;
  simulatedJudgmentCount: number;
  /** Who gave those judgments. */
  peopleCount: number;
  simulatedAnnotatorCount: number;
  /** Judgments that were meant to count and do not: too late, or of excluded members. Gold and repeats are none of them. */
  leftOutCount: number;
};

type Row = { judgments: number; simulated: number; people: number; simulated_people: number; left_out: number };

type UnitRow = { id: string; ambiguous: boolean; count: number };

/** Judged, full and decided comparisons of the main dimension. */
async function countComparisons(project: Project, people: PeopleFilter, pending: Promise<Evidence>): Promise<Pick<ReportProgress, "judgedCount" | "fullCount" | "decidedCount" | "ambiguousCount">> {
  const [units, evidence] = await Promise.all([
    getDb().$queryRaw<UnitRow[]>`
      SELECT c.id, u.state = 'AMBIGUOUS' AS ambiguous, u.judgment_count AS count FROM comparison c JOIN unit u ON u.id = c.id
      WHERE c.project_id = ${project.id}::uuid AND u.state <> 'COMPLETE'`,
    pending,
  ]);
  const votes = countVotes(evidence, mainDimension(project.dimensions), { people });
  // Most of a large project is complete: only what is not is looked up.
  const unfinished = new Map(units.map((unit) => [unit.id, unit]));
  const counts = { judgedCount: 0, fullCount: 0, decidedCount: 0, ambiguousCount: 0 };
  for (let at = 0; at < votes.length; at += 1) {
    const unit = unfinished.get(evidence.comparisons.ids[votes.row[at]!]!);
    const judged = votes.n[at]! + votes.skip[at]!;
    const isFull = people !== "all" || (unit !== undefined && judged > unit.count) ? judged >= project.overlap : unit === undefined || unit.ambiguous;
    const isDecided = votes.consensus[at] !== CONSENSUS_CODE.UNDECIDED && votes.consensus[at] !== CONSENSUS_CODE.NONE;
    if (judged > 0) counts.judgedCount += 1;
    if (isFull) counts.fullCount += 1;
    if (isFull && isDecided) counts.decidedCount += 1;
    if (judged > 0 && unit?.ambiguous) counts.ambiguousCount += 1;
  }
  return counts;
}

/** How far a project is, for the chosen people; `evidence` may be on its way. It does not authorise: callers are verbs that have done so. */
export async function readProgress(project: Project, people: PeopleFilter, evidence: Promise<Evidence>): Promise<ReportProgress> {
  const db = getDb();
  const [itemCount, comparisonCount, counts, rows] = await Promise.all([
    db.item.count({ where: { projectId: project.id } }),
    db.comparison.count({ where: { projectId: project.id } }),
    countComparisons(project, people, evidence),
    db.$queryRaw<Row[]>`
      WITH given AS (
        SELECT j.annotator_id, j.simulated, j.counted AND m.state IS DISTINCT FROM 'EXCLUDED' AND p.state IS DISTINCT FROM 'EXCLUDED' AS used
        FROM judgment j JOIN unit u ON u.id = j.unit_id
        LEFT JOIN member m ON m.project_id = u.project_id AND m.user_id = j.annotator_id
        LEFT JOIN member p ON p.project_id = u.project_id AND p.user_id = j.partner_id
        WHERE u.project_id = ${project.id}::uuid AND j.purpose = 'SLOT' AND (${people} = 'all' OR j.simulated = (${people} = 'simulated')))
      SELECT (count(*) FILTER (WHERE used))::int AS judgments, (count(*) FILTER (WHERE used AND simulated))::int AS simulated,
             (count(DISTINCT annotator_id) FILTER (WHERE used AND NOT simulated))::int AS people,
             (count(DISTINCT annotator_id) FILTER (WHERE used AND simulated))::int AS simulated_people, (count(*) FILTER (WHERE NOT used))::int AS left_out
      FROM given`,
  ]);
  const [given] = rows;
  return {
    itemCount,
    comparisonCount,
    ...counts,
    judgmentCount: given?.judgments ?? 0,
    simulatedJudgmentCount: given?.simulated ?? 0,
    peopleCount: given?.people ?? 0,
    simulatedAnnotatorCount: given?.simulated_people ?? 0,
    leftOutCount: given?.left_out ?? 0,
  };
}
