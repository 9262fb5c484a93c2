import { readScores } from "../consensus/read-scores.ts";
import { getDb } from "../db.ts";
import { mainDimension } from "../project/main-dimension.ts";
import type { DimensionName } from "../project/schemas.ts";
import { type CandidateFeatures, STARTER_DIMENSIONS } from "./candidate-features.ts";
import { shuffle } from "./model/pair-rows.ts";
import type { LearnJudgment, TrainingSet } from "./model/training-set.ts";
import type { SourceGroups } from "./read-groups.ts";
import type { GivenAnswer } from "./read-judgments.ts";
import type { LearnSettings } from "./schemas.ts";

export type StackedScorer = { id: string; name: string; hash: string; definition: Record<string, unknown> };

/** `pseudonyms` by the place of annotators; `leftOut`: answers on candidates that lack features or a stacked score. */
export type BuiltSet = { set: TrainingSet; scorers: StackedScorer[]; pseudonyms: string[]; simulatedCount: number; leftOut: number };

/** The scorers that are stacked, in the order of the settings. */
export async function readStacked(settings: LearnSettings): Promise<(StackedScorer & { dimensions: DimensionName[] })[]> {
  const rows = await getDb().scorerVersion.findMany({ where: { id: { in: settings.scorerVersionIds } }, include: { scorer: true } });
  return settings.scorerVersionIds.flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    return row ? [{ id, name: row.scorer.name, hash: row.hash, definition: (row.definition ?? {}) as Record<string, unknown>, dimensions: row.dimensions }] : [];
  });
}

const OUTCOMES = { A: 1, B: -1, TIE: 0, BOTH_BAD: 0 } as const;

/** Answers of the same dimension change places, half of them the other way round: every candidate keeps its features, and what was said of it means nothing any more. */
export function shuffleOutcomes(judgments: readonly LearnJudgment[], seed: number): LearnJudgment[] {
  const outcomes = shuffle(judgments.map(({ outcome }) => outcome), seed);
  const turned = shuffle(judgments.map((_judgment, index) => index % 2 === 0), seed + 1);
  return judgments.map((judgment, index) => ({ ...judgment, outcome: (turned[index] ? -outcomes[index]! || 0 : outcomes[index]!) as LearnJudgment["outcome"] }));
}

/** Judgments, features, groups and stacked scores as the numbers that a head learns from. */
export async function buildTrainingSet(projectId: string, settings: LearnSettings, answers: readonly GivenAnswer[], groups: SourceGroups, features: ReadonlyMap<string, CandidateFeatures>): Promise<BuiltSet> {
  const scorers = await readStacked(settings);
  const scores = scorers.length > 0 ? await readScores(projectId) : null;
  const stacked = scorers.flatMap(({ dimensions }, scorer) => dimensions.map((dimension) => ({ scorer, dimension })));
  const itemOf = new Map(answers.flatMap(({ itemId, candidateAId, candidateBId }) => [[candidateAId, itemId], [candidateBId, itemId]] as const));
  const usable = [...itemOf].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, itemId]) => {
    const own = features.get(id);
    const outputs = stacked.map(({ scorer, dimension }) => scores?.get(scorers[scorer]!.id, id, dimension) ?? null);
    const complete = outputs.filter((value) => value !== null);
    return own && complete.length === outputs.length ? [{ id, candidate: { plain: own.plain, pooled: own.pooled, starter: [...own.starter], stacked: complete, group: groups.groupOf.get(itemId)! } }] : [];
  });
  const placeOf = new Map(usable.map(({ id }, index) => [id, index]));
  const wanted = answers.filter(({ dimension }) => settings.dimensions.includes(dimension));
  const kept = wanted.filter(({ candidateAId, candidateBId }) => placeOf.has(candidateAId) && placeOf.has(candidateBId));
  const people = new Map(kept.map(({ annotatorId, pseudonym, simulated }) => [annotatorId, { pseudonym, simulated }]));
  const annotatorOf = new Map([...people.keys()].map((id, index) => [id, index]));
  const comparisonOf = new Map([...new Set(kept.map(({ comparisonId }) => comparisonId))].map((id, index) => [id, index]));
  const judgments = new Map(
    settings.dimensions.map((dimension, index) => {
      const own = kept.filter((answer) => answer.dimension === dimension).map(({ comparisonId, candidateAId, candidateBId, annotatorId, itemId, value }): LearnJudgment => ({ comparison: comparisonOf.get(comparisonId)!, a: placeOf.get(candidateAId)!, b: placeOf.get(candidateBId)!, annotator: annotatorOf.get(annotatorId)!, group: groups.groupOf.get(itemId)!, outcome: OUTCOMES[value] }));
      return [dimension, settings.shuffleLabels ? shuffleOutcomes(own, settings.seed + index) : own];
    }),
  );
  const set: TrainingSet = {
    candidates: usable.map(({ candidate }) => candidate),
    annotatorCount: people.size,
    groupKeys: groups.keys,
    annotatorKeys: [...people.values()].map(({ pseudonym }) => pseudonym),
    starterDimensions: STARTER_DIMENSIONS,
    stacked,
    judgments,
    mainDimension: mainDimension(settings.dimensions),
  };
  return { set, scorers, pseudonyms: [...set.annotatorKeys], simulatedCount: [...people.values()].filter(({ simulated }) => simulated).length, leftOut: wanted.length - kept.length };
}
