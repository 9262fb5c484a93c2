import type { Fault, PerturbationLabels } from "./generators.ts";

/** Ways to go wrong with as much change as the good edit makes. */
export const HARD_KINDS = ["wrong_object", "wrong_place", "wrong_count", "wrong_colour", "half_done", "collateral", "artefact"] as const;
export type HardKind = (typeof HARD_KINDS)[number];

type Quality = { followed: number; kept: number; quality: number; fault: Fault; severity: number };

const QUALITIES: Record<HardKind | "good", Quality> = {
  good: { followed: 1, kept: 1, quality: 1, fault: "none", severity: 0 },
  wrong_object: { followed: 0.15, kept: 0.8, quality: 1, fault: "wrong_object", severity: 1 },
  wrong_place: { followed: 0.4, kept: 0.9, quality: 1, fault: "wrong_place", severity: 1 },
  wrong_count: { followed: 0.5, kept: 0.95, quality: 1, fault: "wrong_count", severity: 1 },
  wrong_colour: { followed: 0.3, kept: 1, quality: 1, fault: "wrong_colour", severity: 1 },
  half_done: { followed: 0.5, kept: 0.8, quality: 0.8, fault: "half_done", severity: 0.5 },
  collateral: { followed: 0.95, kept: 0.6, quality: 0.95, fault: "over_edit", severity: 0.5 },
  artefact: { followed: 1, kept: 1, quality: 0.65, fault: "artefact", severity: 0.5 },
};

/** What an edit of this kind deserves, by construction, on the scales of the other generated edits. */
export function labelHard(kind: HardKind | "good"): PerturbationLabels {
  const { followed, kept, quality, fault, severity } = QUALITIES[kind];
  return { fault, severity, promptFollowing: followed, consistency: kept, visualQuality: quality, overall: Math.round(Math.sqrt(Math.min(followed, kept) * quality) * 1_000) / 1_000 };
}
