import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { computeConsensus } from "../consensus/index.ts";
import { getDb } from "../db.ts";
import type { MemberState, Project, VerdictValue } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { computePlurality, type VerdictCounts } from "../stats/index.ts";

/** What a change of state does to the figures: `judgments` leave the consensus (negative: come back), in the main dimension `undecided` comparisons lose their winner or tie, `changed` get another answer. */
export type StatePreview = { judgments: number; undecided: number; changed: number };

const KEY_OF: Record<VerdictValue, keyof VerdictCounts> = { A: "a", B: "b", TIE: "tie", BOTH_BAD: "bothBad", SKIP: "skip" };
const NONE: VerdictCounts = { a: 0, b: 0, tie: 0, bothBad: 0, skip: 0 };
const isOpen = (consensus: string | null) => consensus === null || consensus === "UNDECIDED";

/** Computes it without changing anything. Throws `not_found` or `forbidden`. */
export async function previewMemberState(caller: Caller, project: Pick<Project, "id" | "dimensions">, userId: string, next: MemberState): Promise<StatePreview> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const member = await getDb().member.findUnique({ where: { projectId_userId: { projectId: project.id, userId } } });
  const [wasOut, isOut] = [member?.state === "EXCLUDED", next === "EXCLUDED"];
  if (!member || wasOut === isOut) return { judgments: 0, undecided: 0, changed: 0 };
  const dimension = mainDimension(project.dimensions);
  const [consensus, own, judgments] = await Promise.all([
    computeConsensus(project.id, { dimension }),
    getDb().verdict.findMany({ where: { dimension, judgment: { annotatorId: userId, counted: true, unit: { projectId: project.id } } }, select: { comparisonId: true, value: true } }),
    getDb().judgment.count({ where: { annotatorId: userId, counted: true, unit: { projectId: project.id } } }),
  ]);
  const before = new Map(consensus.map((row) => [row.comparisonId, row]));
  const step = isOut ? -1 : 1;
  const changes = own.map(({ comparisonId, value }) => {
    const counts = { ...(before.get(comparisonId)?.counts ?? NONE) };
    counts[KEY_OF[value]] += step;
    return { from: before.get(comparisonId)?.consensus ?? null, to: computePlurality(counts).consensus };
  });
  return {
    judgments: -step * judgments,
    undecided: changes.filter(({ from, to }) => !isOpen(from) && isOpen(to)).length,
    changed: changes.filter(({ from, to }) => from !== to).length,
  };
}
