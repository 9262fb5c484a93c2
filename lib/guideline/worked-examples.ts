import { type Actor, requireMember } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { MemberRole, Picture } from "../generated/prisma/client.ts";
import { pictureAddress } from "../image/index.ts";

const REFERENCE = /\]\(comparison:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/g;
const MOST_EXAMPLES = 30;
const READERS: MemberRole[] = ["ANNOTATOR", "REVIEWER", "OWNER"];

/** A comparison as the guide shows it: small pictures, A left of B, and nothing that says what made them. */
export type WorkedExample = { instruction: string; language: string; source: string | null; a: string | null; b: string | null };

/** Writes a comparison into a guide: a link on a line of its own whose text is the verdict and the reason. */
export function exampleLine(comparisonId: string, words: string): string {
  return `[${words}](comparison:${comparisonId})`;
}

/** The comparisons that a guide shows, in order, each once. */
export function findExampleIds(guide: string): string[] {
  return [...new Set([...guide.matchAll(REFERENCE)].map(([, id = ""]) => id))].slice(0, MOST_EXAMPLES);
}

/**
 * The worked examples of a guide by comparison id, for anybody who takes part in the project; ids of other projects are
 * left out. Picture addresses belong to the reader. Throws `not_found`, `forbidden`.
 */
export async function readWorkedExamples(actor: Actor, projectId: string, guide: string): Promise<Record<string, WorkedExample>> {
  const db = getDb();
  await requireMember(db, actor, projectId, READERS);
  const ids = findExampleIds(guide);
  if (ids.length === 0) return {};
  const comparisons = await db.comparison.findMany({
    where: { projectId, id: { in: ids } },
    select: {
      id: true,
      candidateA: { select: { picture: true } },
      candidateB: { select: { picture: true } },
      unit: { select: { item: { select: { instruction: true, sourceCaption: true, targetCaption: true, language: true, sources: { select: { picture: true }, orderBy: { position: "asc" }, take: 1 } } } } },
    },
  });
  const show = (picture: Picture | undefined) => (picture?.state === "READY" ? pictureAddress({ id: picture.id, variant: "thumb", actorId: actor.userId }) : null);
  return Object.fromEntries(
    comparisons.map(({ id, candidateA, candidateB, unit: { item } }) => [
      id,
      { instruction: item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`, language: item.language, source: show(item.sources[0]?.picture), a: show(candidateA.picture), b: show(candidateB.picture) },
    ]),
  );
}
