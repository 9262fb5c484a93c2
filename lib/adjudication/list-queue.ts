import { type Actor, MANAGING_ROLES } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { getProject } from "../project/index.ts";
import { type Dispute, findDisputes } from "./find-disputed.ts";
import type { QueueFilter } from "./schemas.ts";

const SHOWN = {
  item: { include: { sources: { include: { picture: true }, orderBy: { position: "asc" }, take: 1 } } },
  candidateA: { include: { picture: true } },
  candidateB: { include: { picture: true } },
} satisfies Prisma.ComparisonInclude;
const SETTLED = { comparison: { include: SHOWN }, reviewer: { select: { id: true, pseudonym: true } }, verdicts: true } satisfies Prisma.AdjudicationInclude;

export type ShownComparison = Prisma.ComparisonGetPayload<{ include: typeof SHOWN }>;
export type SettledAdjudication = Prisma.AdjudicationGetPayload<{ include: typeof SETTLED }>;
/** `heldBy`: who is at it now; `isOwn`: the reviewer who asks judged it, so that somebody else has to decide. */
export type WaitingComparison = Dispute & { shown: ShownComparison; heldBy: string | null; isOwn: boolean };

export type AdjudicationQueue = {
  counts: { waiting: number; held: number; own: number; decided: number; withdrawn: number };
  taskTypes: string[];
  total: number;
  waiting: WaitingComparison[];
  settled: SettledAdjudication[];
};

/** Which of these comparisons a person judged, alone or with a partner. */
async function readOwn(ids: string[], userId: string): Promise<Set<string>> {
  const rows = await getDb().verdict.findMany({ where: { comparisonId: { in: ids }, judgment: { OR: [{ annotatorId: userId }, { partnerId: userId }] } }, select: { comparisonId: true }, distinct: ["comparisonId"] });
  return new Set(rows.map((row) => row.comparisonId));
}

/** A page of what waits for a decision, hardest first, or of what was decided or withdrawn, latest first. Throws `not_found` or `forbidden`. */
export async function listQueue(actor: Actor, slug: string, input: { filter: QueueFilter; page: number; pageSize: number }): Promise<AdjudicationQueue> {
  const db = getDb();
  const { filter, pageSize } = input;
  const skip = (input.page - 1) * pageSize;
  const project = await getProject(actor, slug, MANAGING_ROLES);
  const disputes = await findDisputes(project);
  const [own, held, decided, withdrawn] = await Promise.all([
    readOwn(disputes.map((dispute) => dispute.comparisonId), actor.userId),
    db.adjudication.findMany({ where: { comparison: { projectId: project.id }, endedAt: null, decidedAt: null, leaseExpiresAt: { gt: new Date() } }, include: { reviewer: true } }),
    db.adjudication.count({ where: { comparison: { projectId: project.id }, endedAt: null, decidedAt: { not: null } } }),
    db.adjudication.count({ where: { comparison: { projectId: project.id }, endedAt: { not: null }, decidedAt: { not: null } } }),
  ]);
  const counts = { waiting: disputes.length, held: held.length, own: own.size, decided, withdrawn };
  const taskTypes = [...new Set(disputes.flatMap((dispute) => dispute.taskType ?? []))].sort();
  const matching = disputes.filter((dispute) => (!filter.dimension || dispute.dimensions.some((name) => name === filter.dimension)) && (!filter.taskType || dispute.taskType === filter.taskType));
  if (filter.state === "waiting") {
    const page = matching.slice(skip, skip + pageSize);
    const shown = new Map((await db.comparison.findMany({ where: { id: { in: page.map((dispute) => dispute.comparisonId) } }, include: SHOWN })).map((row) => [row.id, row]));
    const holders = new Map(held.map((row) => [row.comparisonId, row.reviewer.pseudonym]));
    const waiting = page.flatMap((dispute) => {
      const comparison = shown.get(dispute.comparisonId);
      return comparison ? [{ ...dispute, shown: comparison, heldBy: holders.get(dispute.comparisonId) ?? null, isOwn: own.has(dispute.comparisonId) }] : [];
    });
    return { counts, taskTypes, total: matching.length, waiting, settled: [] };
  }
  const where: Prisma.AdjudicationWhereInput = { comparison: { projectId: project.id, ...(filter.taskType ? { item: { taskType: filter.taskType } } : {}) }, decidedAt: { not: null }, endedAt: filter.state === "decided" ? null : { not: null } };
  const settled = (await db.adjudication.findMany({ where, include: SETTLED, orderBy: [{ decidedAt: "desc" }, { id: "asc" }] })).filter((row) => !filter.dimension || row.verdicts.some((verdict) => verdict.dimension === filter.dimension));
  return { counts, taskTypes, total: settled.length, waiting: [], settled: settled.slice(skip, skip + pageSize) };
}
