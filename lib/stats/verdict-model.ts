import type { LabelData } from "./label-data.ts";
import { type Estimate, type Expected, fitLabelModel, type LabelModelFit, type LabelModelOptions } from "./label-model.ts";

/** Three numbers an annotator, each null where nothing tells: no such item, and no shrinkage. */
export type VerdictSkill = {
  /** Says A of A and B of B. */
  decisiveAccuracy: number | null;
  /** Says tie where one is better. */
  tieShare: number | null;
  /** Says tie of a tie. */
  tieAccuracy: number | null;
};

export type VerdictModelFit = Omit<LabelModelFit, "confusion"> & { skills: VerdictSkill[]; /** The prior of a tie; A and B share the rest. */ tiePrior: number };

export type VerdictModelOptions = LabelModelOptions & { /** Answers' worth of the average annotator added to each row: shrinkage. */ priorCount?: number };

export const PRIOR_COUNT = 4;
const K = 3;
const [A, TIE, B] = [0, 1, 2] as const;

/** Mirrored counts of one annotator: right, tie, wrong of decisive items; ties and others of ties. */
type Pooled = { right: number; tied: number; wrong: number; tieRight: number; tieWrong: number };

function pool(count: Float64Array, annotator: number): Pooled {
  const at = (c: number, l: number) => count[annotator * K * K + c * K + l]!;
  return { right: at(A, A) + at(B, B), tied: at(A, TIE) + at(B, TIE), wrong: at(A, B) + at(B, A), tieRight: at(TIE, TIE), tieWrong: at(TIE, A) + at(TIE, B) };
}

function poolAll(count: Float64Array, annotatorCount: number): Pooled {
  const sum = { right: 0, tied: 0, wrong: 0, tieRight: 0, tieWrong: 0 };
  for (let at = 0; at < annotatorCount; at += 1) {
    const one = pool(count, at);
    for (const key of ["right", "tied", "wrong", "tieRight", "tieWrong"] as const) sum[key] += one[key];
  }
  return sum;
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

function measureSkill(own: Pooled, everybody: Pooled, priorCount: number): VerdictSkill {
  const decisive = everybody.right + everybody.tied + everybody.wrong;
  const tie = everybody.tieRight + everybody.tieWrong;
  const shrink = (part: number, whole: number, average: number | null) => (average === null ? null : share(part + priorCount * average, whole + priorCount));
  const ownDecisive = own.right + own.tied + own.wrong;
  return {
    decisiveAccuracy: shrink(own.right, ownDecisive, share(everybody.right, decisive)),
    tieShare: shrink(own.tied, ownDecisive, share(everybody.tied, decisive)),
    tieAccuracy: shrink(own.tieRight, own.tieRight + own.tieWrong, share(everybody.tieRight, tie)),
  };
}

function fillConfusion(confusion: Float64Array, annotator: number, { decisiveAccuracy, tieShare, tieAccuracy }: VerdictSkill): void {
  const right = decisiveAccuracy ?? 1 / K;
  const tied = decisiveAccuracy === null ? 1 / K : (tieShare ?? 0);
  const wrong = Math.max(0, 1 - right - tied);
  const tieRight = tieAccuracy ?? 1 / K;
  const tieWrong = (1 - tieRight) / 2;
  confusion.set([right, tied, wrong, tieWrong, tieRight, tieWrong, wrong, tied, right], annotator * K * K);
}

/** p_A = p_B: the names of candidates are arbitrary. */
function fillPrior({ mass, itemCount }: Expected, prior: Float64Array): void {
  prior[TIE] = itemCount > 0 ? mass[TIE]! / itemCount : 1 / K;
  prior[A] = prior[B] = (1 - prior[TIE]) / 2;
}

/**
 * The product's consensus model: Dawid and Skene with classes A, TIE, B (`VERDICT_CLASSES`) in which A and B may be swapped in
 * any comparison without changing anything: π[A,A] = π[B,B], π[A,B] = π[B,A], π[A,TIE] = π[B,TIE], π[TIE,A] = π[TIE,B] and
 * p_A = p_B. Rows are shrunk to the average annotator. The mirror solution, in which everybody is inverted, is kept away by
 * the start and the prior. Fit one dimension at a time; below about 20 answers a person use `fitOneCoin`.
 */
export function fitVerdictModel(data: LabelData, { priorCount = PRIOR_COUNT, ...options }: VerdictModelOptions = {}): VerdictModelFit {
  let skills: VerdictSkill[] = [];
  const estimate: Estimate = (expected, confusion, prior) => {
    const everybody = poolAll(expected.count, data.annotatorCount);
    skills = Array.from({ length: data.annotatorCount }, (_, at) => measureSkill(pool(expected.count, at), everybody, priorCount));
    for (const [at, skill] of skills.entries()) fillConfusion(confusion, at, skill);
    fillPrior(expected, prior);
  };
  const { confusion: _, ...fit } = fitLabelModel(data, estimate, options);
  return { ...fit, skills, tiePrior: fit.classPrior[TIE]! };
}
