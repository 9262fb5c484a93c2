import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";
import type { DimensionName } from "../project/schemas.ts";
import { bootstrapRatio, computeGoldAccuracy, computeLeaveOneOutCredits, computePositionBias, computeRepeatConsistency, computeSpeeds, computeStraightLine, type GoldAccuracy, type Interval, type PositionBias, type RatioObservation, type RepeatConsistency, type ShownAnswer, type Speed, type StraightLine } from "../stats/index.ts";
import { findFlags, type Flag } from "./flags.ts";
import { type GivenJudgment, isGoldRight, pairRepeats, readWork } from "./read-work.ts";

/** What the work of one person shows. Sides, agreement and `repeats` are of the main dimension, the rest of all. */
export type Reliability = {
  userId: string;
  counts: { judgments: number; gold: number; repeats: number; revisions: number };
  gold: GoldAccuracy & { right: number; wrong: number };
  repeats: RepeatConsistency;
  repeatsByDimension: { dimension: DimensionName; consistency: RepeatConsistency }[];
  /** With the majority of the others, whose tie is one half; interval clustered by item. */
  agreement: { value: number | null; interval: Interval | null; n: number };
  speed: Speed | null;
  straightLine: StraightLine;
  side: PositionBias;
  flags: Flag[];
};

type Settings = Pick<Project, "id" | "dimensions">;

const valueOf = (judgment: GivenJudgment, dimension: DimensionName) => judgment.verdicts.find((verdict) => verdict.dimension === dimension)?.value;

/** An answer as it was pressed. What was not asked counts as skipped. */
function pressed(judgment: GivenJudgment, dimension: DimensionName): ShownAnswer {
  const value = valueOf(judgment, dimension) ?? "SKIP";
  if (value !== "A" && value !== "B") return value;
  return (value === "A") === judgment.leftIsA ? "LEFT" : "RIGHT";
}

/** Repeats of one person in one dimension. */
export function consistencyOf(own: readonly GivenJudgment[], dimension: DimensionName): RepeatConsistency {
  return computeRepeatConsistency(pairRepeats(own).map(({ first, second }) => ({ first: valueOf(first, dimension) ?? "SKIP", second: valueOf(second, dimension) ?? "SKIP" })));
}

/** Gold answers, right and wrong as a whole. */
export function goldOf(own: readonly GivenJudgment[]): Reliability["gold"] {
  const results = own.filter((judgment) => judgment.purpose === "GOLD").map(isGoldRight);
  const counts = { right: results.filter((result) => result === true).length, wrong: results.filter((result) => result === false).length };
  return { ...computeGoldAccuracy(counts), ...counts };
}

/** What each person's answers earn against the others, clustered by item. */
function observeAgreement(work: readonly GivenJudgment[], dimension: DimensionName): Map<string, RatioObservation[]> {
  const counted = work.filter((judgment) => judgment.counted && (valueOf(judgment, dimension) ?? "SKIP") !== "SKIP");
  const choiceOf = (judgment: GivenJudgment) => ({ A: "a", B: "b" } as const)[valueOf(judgment, dimension) as "A" | "B"] ?? "neither";
  const credits = computeLeaveOneOutCredits(counted.map((judgment) => ({ comparison: judgment.comparisonId, choice: choiceOf(judgment), isExcluded: judgment.isExcluded })));
  const observations = new Map<string, RatioObservation[]>();
  counted.forEach((judgment, index) => {
    const credit = credits[index] ?? null;
    if (credit !== null) observations.set(judgment.annotatorId, [...(observations.get(judgment.annotatorId) ?? []), { numerator: credit, denominator: 1, cluster: judgment.itemId }]);
  });
  return observations;
}

/** A-or-B answers in one dimension, and how many took the left. */
export function countSides(own: readonly GivenJudgment[], dimension: DimensionName): { left: number; n: number } {
  // A repeat shows the sides swapped on purpose: it says nothing of chance.
  const decisive = own.filter((judgment) => judgment.purpose !== "REPEAT").map((judgment) => pressed(judgment, dimension)).filter((side) => side === "LEFT" || side === "RIGHT");
  return { left: decisive.filter((side) => side === "LEFT").length, n: decisive.length };
}

/** Measures everybody, or one person whose comparisons `work` holds. Sides are corrected for how many people are measured. */
export function measureWork(work: readonly GivenJudgment[], { dimensions }: Pick<Settings, "dimensions">, userIds: readonly string[]): Map<string, Reliability> {
  const main = mainDimension(dimensions);
  const byPerson = Map.groupBy(work, (judgment) => judgment.annotatorId);
  const ownOf = (userId: string) => byPerson.get(userId) ?? [];
  const sides = computePositionBias(userIds.map((userId) => countSides(ownOf(userId), main)));
  const agreements = observeAgreement(work, main);
  const speeds = computeSpeeds(work.flatMap(({ annotatorId, comparisonId, durationMs }) => (durationMs === null ? [] : [{ annotator: annotatorId, comparison: comparisonId, durationMs }])));
  return new Map(
    userIds.map((userId, index) => {
      const own = ownOf(userId);
      const { estimate, interval } = bootstrapRatio(agreements.get(userId) ?? []);
      const measured = {
        userId,
        counts: { judgments: own.length, gold: own.filter((judgment) => judgment.purpose === "GOLD").length, repeats: own.filter((judgment) => judgment.purpose === "REPEAT").length, revisions: own.reduce((sum, judgment) => sum + judgment.revisionCount, 0) },
        gold: goldOf(own),
        repeats: consistencyOf(own, main),
        repeatsByDimension: dimensions.map((dimension) => ({ dimension, consistency: consistencyOf(own, dimension) })),
        agreement: { value: estimate, interval, n: agreements.get(userId)?.length ?? 0 },
        speed: speeds.get(userId) ?? null,
        straightLine: computeStraightLine(own.map((judgment) => dimensions.map((dimension) => pressed(judgment, dimension)))),
        side: sides[index]!,
      };
      return [userId, { ...measured, flags: findFlags(measured) }];
    }),
  );
}

/** The reliability of every member who judged pairs, by user id. Throws `not_found` or `forbidden`. */
export async function computeReliability(caller: Caller, project: Settings): Promise<Map<string, Reliability>> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const work = await readWork(project.id);
  return measureWork(work, project, [...new Set(work.map((judgment) => judgment.annotatorId))]);
}
