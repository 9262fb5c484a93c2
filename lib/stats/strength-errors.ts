import { addInformation, computeLogistic } from "./bradley-terry.ts";
import { pinLevel } from "./maximise.ts";
import type { ClusteredPairCounts, PairCounts } from "./pair-counts.ts";
import { invert, sandwich, type SymmetricMatrix } from "./symmetric-matrix.ts";

/** Covariances of strengths that sum to 0. */
export type StrengthCovariances = {
  /** H⁺: right if the model is and all judgments are independent. */
  model: SymmetricMatrix;
  /** H⁺GH⁺ with G over single judgments: the model may be wrong, judgments must be independent. */
  sandwich: SymmetricMatrix;
  /** H⁺GH⁺ with G over whole clusters and the factor C/(C−1): neither is asked. Null with fewer than two clusters. */
  cluster: SymmetricMatrix | null;
};

/** The information of strengths with the penalty, made definite along the common level by `pin` in every cell. */
export function pinInformation(counts: PairCounts, strength: Float64Array, penalty: number): { information: SymmetricMatrix; pin: number } {
  const { size } = counts;
  const information = new Float64Array(size * size);
  addInformation(counts, strength, information, size);
  for (let at = 0; at < size; at += 1) information[at * size + at]! += penalty;
  return { pin: pinLevel(information, size, size), information };
}

/** The pseudo-inverse of the information, on strengths that sum to 0. Null where it is singular there: the graph is not connected. */
export function invertInformation(counts: PairCounts, strength: Float64Array, penalty = 0): SymmetricMatrix | null {
  const { size } = counts;
  const { information, pin } = pinInformation(counts, strength, penalty);
  const inverse = invert(information, size);
  // Along the level the matrix was size·pin + penalty; the pseudo-inverse is 0 there.
  const level = 1 / (size * (size * pin + penalty));
  return inverse?.map((value) => value - level) ?? null;
}

/** Σ gg' over single judgments. */
function sumOverJudgments(counts: PairCounts, strength: Float64Array): SymmetricMatrix {
  const { size } = counts;
  const meat = new Float64Array(size * size);
  for (let pair = 0; pair < counts.first.length; pair += 1) {
    const [i, j] = [counts.first[pair]!, counts.second[pair]!];
    const p = computeLogistic(strength[i]! - strength[j]!);
    const g = counts.firstWins[pair]! * (1 - p) ** 2 + counts.secondWins[pair]! * p ** 2;
    meat[i * size + i]! += g;
    meat[j * size + j]! += g;
    meat[i * size + j]! -= g;
    meat[j * size + i]! -= g;
  }
  return meat;
}

/** Σ over clusters of (Σg)(Σg)', and how many clusters hold any judgment. */
function sumOverClusters(rows: ClusteredPairCounts, strength: Float64Array): { meat: SymmetricMatrix; clusterCount: number } {
  const { size, offsets, first, second, firstWins, secondWins } = rows;
  const chance = Float64Array.from({ length: size * size }, (_, cell) => computeLogistic(strength[Math.floor(cell / size)]! - strength[cell % size]!));
  const meat = new Float64Array(size * size);
  const pull = new Float64Array(size);
  const isTouched = new Uint8Array(size);
  const touched = new Int32Array(size);
  let clusterCount = 0;
  for (let cluster = 0; cluster < rows.clusterCount; cluster += 1) {
    let count = 0;
    for (let row = offsets[cluster]!; row < offsets[cluster + 1]!; row += 1) {
      const i = first[row]!;
      const j = second[row]!;
      const g = firstWins[row]! - (firstWins[row]! + secondWins[row]!) * chance[i * size + j]!;
      pull[i]! += g;
      pull[j]! -= g;
      if (!isTouched[i]) isTouched[touched[count++] = i] = 1;
      if (!isTouched[j]) isTouched[touched[count++] = j] = 1;
    }
    if (count > 0) clusterCount += 1;
    for (let a = 0; a < count; a += 1) {
      for (let b = 0; b < count; b += 1) meat[touched[a]! * size + touched[b]!]! += pull[touched[a]!]! * pull[touched[b]!]!;
    }
    for (let a = 0; a < count; a += 1) pull[touched[a]!] = isTouched[touched[a]!] = 0;
  }
  return { meat, clusterCount };
}

/**
 * How uncertain fitted strengths are, three ways (White 1982, Econometrica 50, 1-25; Liang and Zeger 1986, Biometrika 73, 13-22).
 * Judgments of one item resemble each other, so reports use `cluster`. Null where the comparisons do not connect everybody.
 * `rows`: by cluster, merged into `counts`. O(rows + clusters·k² + candidates³) with k candidates in a cluster.
 */
export function computeStrengthCovariances(counts: PairCounts, strength: Float64Array, options: { penalty?: number; rows?: ClusteredPairCounts } = {}): StrengthCovariances | null {
  const { size } = counts;
  const model = invertInformation(counts, strength, options.penalty);
  if (!model) return null;
  const clustered = options.rows && sumOverClusters(options.rows, strength);
  const factor = clustered && clustered.clusterCount > 1 ? clustered.clusterCount / (clustered.clusterCount - 1) : null;
  return {
    model,
    sandwich: sandwich(model, sumOverJudgments(counts, strength), size),
    cluster: clustered && factor !== null ? sandwich(model, clustered.meat.map((value) => value * factor), size) : null,
  };
}
