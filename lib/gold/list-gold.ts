import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { GoldVerdicts } from "./schemas.ts";

export type ListedGold = {
  comparisonId: string;
  itemId: string;
  request: string;
  verdicts: GoldVerdicts;
  explanation: string;
  inQuiz: boolean;
  /** Answers given to it as gold or in the quiz; right where every known dimension was. A skip is neither. */
  right: number;
  wrong: number;
  /** Most people miss it: rather the gold is wrong than they. At least 5 answers, more than half of them wrong. */
  isDoubtful: boolean;
  createdAt: Date;
};

const DOUBT_FROM = 5;

type Row = Omit<ListedGold, "isDoubtful" | "right" | "wrong"> & { right: bigint; wrong: bigint };

/** The gold of a project, doubtful ones first, then the newest. Throws `not_found` or `forbidden`. */
export async function listGold(caller: Caller, projectId: string): Promise<ListedGold[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const rows = await getDb().$queryRaw<Row[]>`
    WITH answers AS (
      SELECT v.comparison_id, bool_and(v.value = gv.value) AS is_right FROM judgment j JOIN verdict v ON v.judgment_id = j.id
      JOIN gold_verdict gv ON gv.comparison_id = v.comparison_id AND gv.dimension = v.dimension
      WHERE j.purpose = 'GOLD' AND v.value <> 'SKIP' GROUP BY j.id, v.comparison_id
      UNION ALL SELECT comparison_id, is_right FROM quiz_answer WHERE is_right IS NOT NULL)
    SELECT g.comparison_id AS "comparisonId", c.item_id AS "itemId", coalesce(i.instruction, i.source_caption || ' → ' || i.target_caption) AS request,
           (SELECT jsonb_object_agg(gv.dimension, gv.value) FROM gold_verdict gv WHERE gv.comparison_id = g.comparison_id) AS verdicts,
           g.explanation, g.in_quiz AS "inQuiz", g.created_at AS "createdAt",
           (SELECT count(*) FROM answers a WHERE a.comparison_id = g.comparison_id AND a.is_right) AS right,
           (SELECT count(*) FROM answers a WHERE a.comparison_id = g.comparison_id AND NOT a.is_right) AS wrong
    FROM gold g JOIN comparison c ON c.id = g.comparison_id JOIN item i ON i.id = c.item_id
    WHERE c.project_id = ${projectId}::uuid ORDER BY g.created_at DESC, g.comparison_id`;
  const listed = rows.map((row): ListedGold => {
    const [right, wrong] = [Number(row.right), Number(row.wrong)];
    return { ...row, right, wrong, isDoubtful: right + wrong >= DOUBT_FROM && wrong > right };
  });
  return listed.toSorted((first, second) => Number(second.isDoubtful) - Number(first.isDoubtful));
}
