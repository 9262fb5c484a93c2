import { z } from "zod";
import { getDb } from "../../lib/db.ts";
import type { Project } from "../../lib/generated/prisma/client.ts";
import { setGold } from "../../lib/gold/index.ts";

/** An edit that followed the instruction at least so far (0..1) is certainly better than one that did nothing. */
const FOLLOWED_FROM = 0.8;

const Parameters = z.object({ labels: z.object({ fault: z.string(), promptFollowing: z.number(), overall: z.number() }) });

const labelsOf = ({ parameters }: { parameters: unknown }) => Parameters.parse(parameters).labels;

/**
 * Makes gold of what is certain by construction, one comparison an item at most: an edit that left the source as it was
 * against the best one that did what was asked. Once somebody has judged, gold is the owner's own affair.
 */
export async function markGold(project: Pick<Project, "id">): Promise<void> {
  const db = getDb();
  if (await db.judgment.findFirst({ where: { unit: { projectId: project.id } }, select: { id: true } })) return;
  const comparisons = await db.comparison.findMany({ where: { projectId: project.id }, include: { candidateA: true, candidateB: true }, orderBy: { id: "asc" } });
  const certain = comparisons.flatMap(({ id, itemId, candidateA, candidateB }) => {
    const [a, b] = [labelsOf(candidateA), labelsOf(candidateB)];
    const done = a.fault === "no_op" ? b : a;
    const isCertain = (a.fault === "no_op") !== (b.fault === "no_op") && done.promptFollowing >= FOLLOWED_FROM;
    return isCertain ? [{ id, itemId, better: done === a ? ("A" as const) : ("B" as const), overall: done.overall }] : [];
  });
  const wordOf = (better: "A" | "B") => `{${better}} did what was asked; {${better === "A" ? "B" : "A"}} is the source, left as it was.`;
  const best = [...Map.groupBy(certain, ({ itemId }) => itemId).values()].map((rows) => rows.toSorted((first, second) => second.overall - first.overall)[0]!);
  if (best.length === 0) return;
  await setGold("operator", project.id, best.map(({ id, better }) => ({ comparisonId: id, verdicts: { prompt_following: better, overall: better }, explanation: wordOf(better) })));
}
