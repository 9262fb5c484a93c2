import { REGION_TYPES } from "#lib/form/schemas.ts";
import type { Region, StoredParts } from "#lib/judgment/index.ts";
import { areaShare, measureOverlap, type PictureSize } from "#lib/region/index.ts";
import type { DetailedComparison } from "#lib/report/index.ts";

export type Letter = "A" | "B";

/** What one judgment marked. `share` is the part of the picture; `overlap` the best intersection over union with a region of another person, null where nobody else marked. */
export type MarkedRegion = { region: Region; letter: Letter; share: number; overlap: number | null };
export type MarkedJudgment = { id: string; annotator: string; simulated: boolean; regions: MarkedRegion[] };
export type MarkedRegions = { judgments: MarkedJudgment[]; types: string[]; sizes: Record<Letter, PictureSize> };

const LETTERS = ["A", "B"] as const;

/** The regions of every judgment on this comparison's two candidates; judgments whose form did not ask for them are left out. */
export function readMarkedRegions({ judgments, candidateA, candidateB }: Pick<DetailedComparison, "judgments" | "candidateA" | "candidateB">): MarkedRegions {
  const candidates = { A: candidateA, B: candidateB };
  const sizeOf = ({ picture }: typeof candidateA) => ({ width: picture.width, height: picture.height });
  const asked = judgments.flatMap(({ id, annotator, simulated, answer }) => {
    const { regions } = (answer ?? {}) as StoredParts;
    return regions ? [{ id, annotator: annotator.pseudonym, simulated, regions }] : [];
  });
  const marked = asked.map(({ regions, ...judgment }) => ({
    ...judgment,
    regions: LETTERS.flatMap((letter) => {
      const { id } = candidates[letter];
      const size = sizeOf(candidates[letter]);
      const others = asked.filter((other) => other.annotator !== judgment.annotator).flatMap((other) => other.regions[id] ?? []);
      return (regions[id] ?? []).map((region) => ({
        region,
        letter,
        share: areaShare(region.shape, size),
        overlap: others.length === 0 ? null : Math.max(...others.map((other) => measureOverlap(region.shape, other.shape, size).share)),
      }));
    }),
  }));
  const types = [...new Set([...REGION_TYPES, ...marked.flatMap((judgment) => judgment.regions.map(({ region }) => region.type))])];
  return { judgments: marked, types, sizes: { A: sizeOf(candidateA), B: sizeOf(candidateB) } };
}
