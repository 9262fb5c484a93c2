import { createHash } from "node:crypto";
import type { Actor } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { type JudgingView, showUnit } from "../judgment/index.ts";
import { toAnswerParts, toSideVerdict } from "../judgment/answer/show-answer.ts";
import type { AnswerParts, SideVerdict, StoredParts } from "../judgment/schemas.ts";
import type { VerdictValue } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";

export type Verdicts = Record<string, SideVerdict>;
/** The blind answer as stored: by candidate. */
export type StoredVerdicts = Record<string, { value: VerdictValue; strength: number | null }>;

/** What one annotator said, by side of the reviewer's screen. `person` counts from 1 in an order that says nothing of who it is. */
export type ShownAnswer = { person: number; isJoint: boolean; verdicts: Verdicts; parts: AnswerParts; note: string };

/** What came to light after the blind answer: nothing of it is sent before. */
export type Revealed = { blind: Verdicts; disputed: DimensionName[]; answers: ShownAnswer[] };

export type AdjudicationTask = {
  id: string;
  comparisonId: string;
  view: JudgingView;
  dimensions: DimensionName[];
  /** Null until the blind answer is stored. */
  revealed: Revealed | null;
};

const LOADED = { comparison: { include: { project: true } } } satisfies Prisma.AdjudicationInclude;
export type LoadedAdjudication = Prisma.AdjudicationGetPayload<{ include: typeof LOADED }>;
export const WITH_PROJECT = LOADED;

/** An order that stays the same and cannot be told from who, when or which judgment. */
function shuffleKey(adjudicationId: string, judgmentId: string): string {
  return createHash("sha256").update(`${adjudicationId} ${judgmentId}`).digest("hex");
}

async function readAnswers({ id, comparisonId, shown, comparison }: LoadedAdjudication): Promise<ShownAnswer[]> {
  const excluded = await getDb().member.findMany({ where: { projectId: comparison.projectId, state: "EXCLUDED" }, select: { userId: true } });
  const outside = new Set(excluded.map((member) => member.userId));
  const judgments = await getDb().judgment.findMany({ where: { counted: true, verdicts: { some: { comparisonId } } }, include: { verdicts: { where: { comparisonId } } } });
  return judgments
    .filter((judgment) => !outside.has(judgment.annotatorId) && !(judgment.partnerId && outside.has(judgment.partnerId)))
    .sort((a, b) => (shuffleKey(id, a.id) < shuffleKey(id, b.id) ? -1 : 1))
    .map(({ verdicts, answer, note, partnerId }, index) => ({
      person: index + 1,
      isJoint: partnerId !== null,
      verdicts: toVerdicts(Object.fromEntries(verdicts.map((row) => [row.dimension, row])), { shown, comparison }),
      parts: keepPair(answer as StoredParts, shown),
      note,
    }));
}

/** Of a ranking's answer, what says something of the two candidates on the screen. */
function keepPair(stored: StoredParts, shown: string[]): AnswerParts {
  const { tiers: _many, ...parts } = stored;
  return toAnswerParts(parts, shown);
}

export function toVerdicts(stored: StoredVerdicts, { shown, comparison }: Pick<LoadedAdjudication, "shown"> & { comparison: { candidateAId: string } }): Verdicts {
  return Object.fromEntries(Object.entries(stored).map(([dimension, { value, strength }]) => [dimension, toSideVerdict({ dimension, value, strength, comparison }, shown)]));
}

/** What the page receives: pictures and questions, and once the blind answer is stored what the annotators said. */
export async function showTask(actor: Actor, adjudication: LoadedAdjudication): Promise<AdjudicationTask> {
  const { id, comparisonId, shown, comparison, disputed, blind, blindAt } = adjudication;
  const view = await showUnit(actor, { leaseId: id, unitId: comparisonId, shown }, 0);
  const revealed = blindAt === null ? null : { blind: toVerdicts(blind as StoredVerdicts, adjudication), disputed: comparison.project.dimensions.filter((dimension) => disputed.includes(dimension)), answers: await readAnswers(adjudication) };
  return { id, comparisonId, view, dimensions: comparison.project.dimensions, revealed };
}
