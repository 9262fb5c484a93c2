import { createHash } from "node:crypto";
import type { HandOutPurpose } from "../generated/prisma/client.ts";

/** What a person was handed so far: how many in all, and the purposes of the latest ones, newest first. */
export type HandOutHistory = { total: number; recent: HandOutPurpose[] };
export type Shares = { goldShare: number; repeatShare: number; repeatAfter: number };

/** How many of the latest hand-outs `choosePurpose` needs to see for these shares. */
export function historyLength({ goldShare, repeatShare }: Shares): number {
  return Math.max(...[goldShare, repeatShare].map((share) => (share > 0 ? blockLength(share) : 0)));
}

const blockLength = (share: number): number => Math.max(2, Math.round(1 / share));

/** A number in [0, below) that nobody without the seed can foretell. */
function draw(seed: string, purpose: string, block: number, below: number): number {
  return createHash("sha256").update(`${seed} ${purpose} ${block}`).digest().readUInt32BE(0) % below;
}

/** One in each block of 1/share hand-outs, at a place drawn for the block; what could not be had there may come later in the block. */
function isDue(purpose: HandOutPurpose, share: number, position: number, recent: readonly HandOutPurpose[], seed: string): boolean {
  if (share <= 0 || position < 0) return false;
  const length = blockLength(share);
  const inBlock = position % length;
  if (recent.slice(0, inBlock).includes(purpose)) return false;
  // The last place is left free for what collides with something else.
  return inBlock >= draw(seed, purpose, Math.floor(position / length), Math.max(1, length - 1));
}

/**
 * Which kinds of hand-out may come next, best first; the last is always a slot. `seed` is secret and differs for each person
 * and project. Repeats start after `repeatAfter` hand-outs.
 */
export function choosePurposes(history: HandOutHistory, shares: Shares, seed: string): HandOutPurpose[] {
  const { total, recent } = history;
  const gold = isDue("GOLD", shares.goldShare, total, recent, seed) ? (["GOLD"] as const) : [];
  const repeat = isDue("REPEAT", shares.repeatShare, total - shares.repeatAfter, recent, seed) ? (["REPEAT"] as const) : [];
  return [...gold, ...repeat, "SLOT"];
}
