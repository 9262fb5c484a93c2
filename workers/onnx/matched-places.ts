import { averageOnGrid, type ChangedRegion } from "./changed-region.ts";
import type { Tap } from "./deep-features.ts";

export const MATCH_FEATURES = ["match.foundBefore", "match.stillThere", "match.same", "match.moved", "match.movedAcross", "match.fromAround", "match.backAround"] as const;
export type MatchFeatures = Record<(typeof MATCH_FEATURES)[number], number>;

const EMPTY = 0.4;

/** Channel vectors of unit length, one a place. */
function unitVectors({ data, channels, side }: Tap): Float32Array {
  const places = side * side;
  const vectors = new Float32Array(places * channels);
  for (let place = 0; place < places; place += 1) {
    let square = 0;
    for (let channel = 0; channel < channels; channel += 1) square += data[channel * places + place]! ** 2;
    const scale = 1 / Math.sqrt(Math.max(1e-9, square));
    for (let channel = 0; channel < channels; channel += 1) vectors[place * channels + channel] = data[channel * places + place]! * scale;
  }
  return vectors;
}

type Best = { value: number; place: number };

/** The place of `there` that is most like each changed place of `here`; `allows` says which places count. */
function bestMatches(here: Float32Array, there: Float32Array, channels: number, weights: Float32Array, allows: (place: number) => boolean): (Best | null)[] {
  return Array.from(weights, (weight, place) => {
    if (weight < 0.15) return null;
    const best: Best = { value: -1, place };
    for (let other = 0; other < weights.length; other += 1) {
      if (!allows(other)) continue;
      let sum = 0;
      for (let channel = 0; channel < channels; channel += 1) sum += here[place * channels + channel]! * there[other * channels + channel]!;
      if (sum > best.value) {
        best.value = sum;
        best.place = other;
      }
    }
    return best;
  });
}

function mean(matches: readonly (Best | null)[], weights: Float32Array, read: (best: Best, place: number) => number): number {
  let [sum, total] = [0, 0];
  for (const [place, best] of matches.entries()) {
    if (!best) continue;
    sum += weights[place]! * read(best, place);
    total += weights[place]!;
  }
  return total < EMPTY ? 0 : sum / total;
}

/**
 * Whether what is at the changed places now was in the source before (moved), whether what was there is still somewhere
 * (not removed), and whether either looks like the unchanged surroundings (filled in, or taken away). Cosines at the
 * coarsest tap; 0 without change.
 */
export function computeMatchFeatures(source: Tap, candidate: Tap, region: ChangedRegion, canvas: { width: number; height: number }): MatchFeatures {
  const weights = averageOnGrid(region.inside, canvas.width, canvas.height, source.side);
  const [before, after] = [unitVectors(source), unitVectors(candidate)];
  const anywhere = () => true;
  const isAround = (place: number) => weights[place]! < 0.15;
  const fromSource = bestMatches(after, before, source.channels, weights, anywhere);
  const inCandidate = bestMatches(before, after, source.channels, weights, anywhere);
  const column = (place: number) => place % source.side;
  const read = ({ value }: Best) => value;
  const same = (place: number) => {
    let sum = 0;
    for (let channel = 0; channel < source.channels; channel += 1) sum += before[place * source.channels + channel]! * after[place * source.channels + channel]!;
    return sum;
  };
  return {
    "match.foundBefore": mean(fromSource, weights, read),
    "match.stillThere": mean(inCandidate, weights, read),
    "match.same": mean(fromSource, weights, (_best, place) => same(place)),
    "match.moved": mean(fromSource, weights, ({ value }, place) => value - same(place)),
    "match.movedAcross": mean(fromSource, weights, (best, place) => (column(place) - column(best.place)) / source.side),
    "match.fromAround": mean(bestMatches(after, after, source.channels, weights, isAround), weights, read),
    "match.backAround": mean(bestMatches(before, before, source.channels, weights, isAround), weights, read),
  };
}
