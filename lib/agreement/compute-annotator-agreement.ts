import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Project, VerdictValue } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";
import { bootstrapRatio, computeWilsonInterval, creditAgainst, type Interval, type RatioObservation } from "../stats/index.ts";

/** What one dimension's answers show of one person. Only A and B are looked at; `n` counts them. */
export type AnnotatorEvidence = {
  /** How often an answer agrees with the majority of the others on that comparison, their tie being one half; clustered by item. */
  agreement: { value: number | null; interval: Interval | null; n: number };
  /** How often the left picture was taken; Wilson interval, one answer a judgment. */
  leftShare: { value: number | null; interval: Interval | null; n: number };
};

type Row = { comparison_id: string; item_id: string; annotator_id: string; is_left: boolean; is_pair: boolean; value: VerdictValue; is_excluded: boolean };
type Votes = { a: number; b: number; others: number };

async function readAnswers(projectId: string, dimension: DimensionName): Promise<Row[]> {
  return getDb().$queryRaw<Row[]>`
    SELECT c.id AS comparison_id, c.item_id, j.annotator_id, j.unit_id = c.id AND (v.value = 'A') = (j.shown[1] = c.candidate_a_id) AS is_left, j.unit_id = c.id AS is_pair, v.value::text AS value, (m.state IS NOT DISTINCT FROM 'EXCLUDED' OR p.state IS NOT DISTINCT FROM 'EXCLUDED') AS is_excluded
    FROM comparison c JOIN verdict v ON v.comparison_id = c.id JOIN judgment j ON j.id = v.judgment_id JOIN item i ON i.id = c.item_id
    LEFT JOIN member m ON m.project_id = c.project_id AND m.user_id = j.annotator_id
    LEFT JOIN member p ON p.project_id = c.project_id AND p.user_id = j.partner_id
    WHERE c.project_id = ${projectId}::uuid AND j.counted AND v.dimension::text = ${dimension} AND v.value <> 'SKIP'
    ORDER BY i.external_id, c.id, j.annotator_id`;
}

function countVotes(rows: readonly Row[]): Map<string, Votes> {
  const votes = new Map<string, Votes>();
  for (const row of rows) {
    if (row.is_excluded) continue;
    const count = votes.get(row.comparison_id) ?? { a: 0, b: 0, others: 0 };
    votes.set(row.comparison_id, count);
    if (row.value === "A") count.a += 1;
    else if (row.value === "B") count.b += 1;
    else count.others += 1;
  }
  return votes;
}

/** One answer against the rest; null when nobody else answered. */
function compareWithOthers(row: Row, votes: Votes | undefined): RatioObservation | null {
  const own = row.is_excluded ? 0 : 1;
  const a = (votes?.a ?? 0) - (row.value === "A" ? own : 0);
  const b = (votes?.b ?? 0) - (row.value === "B" ? own : 0);
  if (a + b + (votes?.others ?? 0) === 0) return null;
  return { numerator: row.value === "A" ? creditAgainst(a, b) : creditAgainst(b, a), denominator: 1, cluster: row.item_id };
}

function summarise(rows: readonly Row[], votes: ReadonlyMap<string, Votes>): AnnotatorEvidence {
  const observations = rows.map((row) => compareWithOthers(row, votes.get(row.comparison_id))).filter((observation) => observation !== null);
  const { estimate, interval } = bootstrapRatio(observations);
  // Rankings show many candidates: they have no left and right.
  const pairs = rows.filter((row) => row.is_pair);
  const left = pairs.filter((row) => row.is_left).length;
  return {
    agreement: { value: estimate, interval, n: observations.length },
    leftShare: { value: pairs.length === 0 ? null : left / pairs.length, interval: computeWilsonInterval(left, pairs.length), n: pairs.length },
  };
}

/**
 * Agreement with the others and side bias of everybody who judged, by user id, in one dimension. Excluded people are
 * measured against the others but count among nobody's others. Throws `not_found` or `forbidden`.
 */
export async function computeAnnotatorAgreement(caller: Caller, project: Project, dimension: DimensionName): Promise<Map<string, AnnotatorEvidence>> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const rows = await readAnswers(project.id, dimension);
  const votes = countVotes(rows);
  const byPerson = Map.groupBy(rows.filter((row) => row.value === "A" || row.value === "B"), (row) => row.annotator_id);
  return new Map([...byPerson].map(([annotatorId, own]) => [annotatorId, summarise(own, votes)]));
}
