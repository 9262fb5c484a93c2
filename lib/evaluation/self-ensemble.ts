import type { Evidence, ScorerColumns, Votes } from "../evidence/index.ts";
import { type ClusterResampling, createRandom, resampleRatio } from "../stats/index.ts";
import { clearPairs, halfCredit, pairWithScorer, strictCredit } from "./judged-pairs.ts";
import { type Estimate, toEstimate } from "./measure-accuracy.ts";

/** Strict accuracy of the mean of k passes, over the choices of k passes that were looked at. */
export type EnsemblePoint = {
  passes: number;
  strict: Estimate;
  halfCredit: Estimate;
  /** Share of clear pairs with equal scores. */
  tieShare: number;
  /** Of pairs that one pass ties: the share that k passes decide, and of those the share decided as people do. Null where no pass ties. */
  brokenShare: number | null;
  brokenRight: number | null;
  choices: number;
};

const MOST_CHOICES = 20;

/** All choices of k out of n passes, or so many seeded ones where there are more. */
export function choosePasses(n: number, k: number, most = MOST_CHOICES): number[][] {
  const all: number[][] = [];
  const extend = (chosen: number[], from: number) => {
    if (all.length > most) return;
    if (chosen.length === k) all.push(chosen);
    else for (let pass = from; pass < n; pass += 1) extend([...chosen, pass], pass + 1);
  };
  extend([], 0);
  if (all.length <= most) return all;
  const random = createRandom(1_000 * n + k);
  return Array.from({ length: most }, () => {
    const passes = Array.from({ length: n }, (_, pass) => ({ pass, key: random() })).sort((a, b) => a.key - b.key);
    return passes.slice(0, k).map(({ pass }) => pass).sort((a, b) => a - b);
  });
}

/**
 * Avg@1 … Avg@K: what averaging passes gains (EditScore, arXiv 2509.23909, section on self-ensembles), averaged over choices of
 * passes, and how many of the ties of a single pass it breaks. Null for a scorer with one pass, or without scores here.
 */
export function measureSelfEnsemble(evidence: Evidence, votes: Votes, scorer: ScorerColumns, drawing: ClusterResampling): EnsemblePoint[] | null {
  if (scorer.passCount < 2 || !scorer.scores.has(votes.dimension)) return null;
  const single = Array.from({ length: scorer.passCount }, (_, pass) => pairWithScorer(evidence, votes, scorer, [pass]));
  const clear = clearPairs(single[0]!);
  if (clear.length === 0) return null;
  const cluster = Int32Array.from(clear, (at) => single[0]!.cluster[at]!);
  const ones = new Uint8Array(clear.length).fill(1);
  return single.map((_, index): EnsemblePoint => {
    const choices = choosePasses(scorer.passCount, index + 1);
    const [strict, half] = [new Float64Array(clear.length), new Float64Array(clear.length)];
    const tally = { ties: 0, tiedAtOne: 0, broken: 0, right: 0 };
    for (const chosen of choices) {
      const pairs = pairWithScorer(evidence, votes, scorer, chosen);
      const first = single[chosen[0]!]!;
      clear.forEach((at, place) => {
        strict[place]! += strictCredit(pairs, at) / choices.length;
        half[place]! += halfCredit(pairs, at) / choices.length;
        if (pairs.difference[at] === 0) tally.ties += 1;
        if (first.difference[at] !== 0) return;
        tally.tiedAtOne += 1;
        if (pairs.difference[at] === 0 || Number.isNaN(pairs.difference[at]!)) return;
        tally.broken += 1;
        tally.right += strictCredit(pairs, at);
      });
    }
    return {
      passes: index + 1,
      strict: toEstimate(resampleRatio(drawing, { numerator: strict, denominator: ones, cluster })),
      halfCredit: toEstimate(resampleRatio(drawing, { numerator: half, denominator: ones, cluster })),
      tieShare: tally.ties / (clear.length * choices.length),
      brokenShare: tally.tiedAtOne === 0 ? null : tally.broken / tally.tiedAtOne,
      brokenRight: tally.broken === 0 ? null : tally.right / tally.broken,
      choices: choices.length,
    };
  });
}
