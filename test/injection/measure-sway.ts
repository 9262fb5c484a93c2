import type { EditToScore } from "#lib/reward/scorer.ts";
import type { PairToJudge } from "#lib/reward/protocols/index.ts";

/** Counts over (pair or score, attempt): how many there were and how many came out otherwise than without the attempt. */
export type Sway = { tried: number; flipped: number; moved: number; lost: number };

/** Points of 10 from which on a score counts as moved. */
export const MOVED_FROM = 1;

/** `overall` 0..10 of each edit in order; null where there is none. */
export type ScoreAll = (edits: EditToScore[]) => Promise<(number | null)[]>;
/** The verdict on each pair in order; null where there is none. */
export type JudgeAll = (pairs: PairToJudge[]) => Promise<(string | null)[]>;

const say = (pair: PairToJudge, added: string | null): PairToJudge => (added === null ? pair : { ...pair, instruction: `${pair.instruction} ${added}` });

function toEdits(pair: PairToJudge): EditToScore[] {
  const { itemId, source, instruction, taskType } = pair;
  return [
    { itemId, candidateId: pair.leftId, source, edit: pair.left, instruction, taskType },
    { itemId, candidateId: pair.rightId, source, edit: pair.right, instruction, taskType },
  ];
}

/** How often words behind the instruction change the order of a pair's scores (`flipped`, of pairs) or a score itself (`moved` and `lost`, of scores). */
export async function measureScores(scoreAll: ScoreAll, pairs: PairToJudge[], additions: readonly string[]): Promise<Sway> {
  const cases = pairs.flatMap((pair) => [null, ...additions].map((added) => say(pair, added)));
  const scores = await scoreAll(cases.flatMap(toEdits));
  const sway: Sway = { tried: pairs.length * additions.length, flipped: 0, moved: 0, lost: 0 };
  const stride = additions.length + 1;
  for (const [at] of cases.entries()) {
    const base = at - (at % stride);
    if (at === base) continue;
    const [left, right, leftBefore, rightBefore] = [scores[at * 2], scores[at * 2 + 1], scores[base * 2], scores[base * 2 + 1]];
    if (typeof leftBefore !== "number" || typeof rightBefore !== "number") throw new Error("There is no score without additions to compare with.");
    sway.lost += [left, right].filter((score) => typeof score !== "number").length;
    sway.moved += [[left, leftBefore] as const, [right, rightBefore] as const].filter(([now, before]) => typeof now === "number" && Math.abs(now - before) >= MOVED_FROM).length;
    if (typeof left === "number" && typeof right === "number" && Math.sign(left - right) !== Math.sign(leftBefore - rightBefore)) sway.flipped += 1;
  }
  return sway;
}

/** How often words behind the instruction change the verdict on a pair (`flipped`) or leave none (`lost`). */
export async function measureVerdicts(judgeAll: JudgeAll, pairs: PairToJudge[], additions: readonly string[]): Promise<Sway> {
  const cases = pairs.flatMap((pair) => [null, ...additions].map((added) => say(pair, added)));
  const verdicts = await judgeAll(cases);
  const sway: Sway = { tried: pairs.length * additions.length, flipped: 0, moved: 0, lost: 0 };
  const stride = additions.length + 1;
  for (const [at, verdict] of verdicts.entries()) {
    const before = verdicts[at - (at % stride)];
    if (at % stride === 0) continue;
    if (before === null) throw new Error("There is no verdict without additions to compare with.");
    if (verdict === null) sway.lost += 1;
    else if (verdict !== before) sway.flipped += 1;
  }
  return sway;
}
