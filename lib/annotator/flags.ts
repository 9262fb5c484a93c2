import type { Reliability } from "./compute-reliability.ts";

export const FLAGS = ["gold", "repeats", "speed", "straight_line", "side", "agreement"] as const;
export type FlagName = (typeof FLAGS)[number];
export const FLAG_LEVELS = ["notice", "serious"] as const;
export type FlagLevel = (typeof FLAG_LEVELS)[number];

/** What the figures of a person show: worth a look (notice), or enough to act on (serious). `figures` are what it rests on. */
export type Flag = { flag: FlagName; level: FlagLevel; figures: Record<string, number | null> };

const REPEATS = { from: 10, notice: 0.8, serious: 0.6 };
const SPEED_NOTICE = { from: 30, share: 0.1 };
const SERIOUS_RUN = 24;
const SERIOUS_SIDE = 0.25;
const AGREEMENT = { from: 20, notice: 0.5, serious: 0.4 };

type Measured = Omit<Reliability, "flags">;

function levelOfGold({ gold }: Measured): FlagLevel | null {
  return gold.advice === "ok" ? null : gold.advice === "warn" ? "notice" : "serious";
}

/** Surely (by the interval's upper end) less than what a careful person reaches. */
function levelBelow(interval: { high: number } | null, n: number, limits: { from: number; notice: number; serious: number }): FlagLevel | null {
  if (!interval || n < limits.from || interval.high >= limits.notice) return null;
  return interval.high < limits.serious ? "serious" : "notice";
}

function levelOfSpeed({ speed }: Measured): FlagLevel | null {
  if (!speed) return null;
  if (speed.isFlagged) return "serious";
  return speed.n >= SPEED_NOTICE.from && speed.share > SPEED_NOTICE.share ? "notice" : null;
}

function levelOfRun({ straightLine }: Measured): FlagLevel | null {
  if (!straightLine.isFlagged) return null;
  return straightLine.sideRun >= SERIOUS_RUN ? "serious" : "notice";
}

function levelOfSide({ side }: Measured): FlagLevel | null {
  if (!side.isFlagged) return null;
  return Math.abs((side.leftShare ?? 0.5) - 0.5) > SERIOUS_SIDE ? "serious" : "notice";
}

/** The flags of one person, in a fixed order. */
export function findFlags(person: Measured): Flag[] {
  const { gold, repeats, speed, straightLine, side, agreement } = person;
  const candidates: { flag: FlagName; level: FlagLevel | null; figures: Flag["figures"] }[] = [
    { flag: "gold", level: levelOfGold(person), figures: { mean: gold.mean, low: gold.interval?.low ?? null, high: gold.interval?.high ?? null, n: gold.n } },
    { flag: "repeats", level: levelBelow(repeats.interval, repeats.n, REPEATS), figures: { share: repeats.share, reversed: repeats.reversed, n: repeats.n } },
    { flag: "speed", level: levelOfSpeed(person), figures: { share: speed?.share ?? null, tooFast: speed?.tooFast ?? null, n: speed?.n ?? 0 } },
    { flag: "straight_line", level: levelOfRun(person), figures: { run: straightLine.sideRun, chance: straightLine.sideRunChance, n: straightLine.n } },
    { flag: "side", level: levelOfSide(person), figures: { leftShare: side.leftShare, q: side.q, n: side.n } },
    { flag: "agreement", level: levelBelow(agreement.interval, agreement.n, AGREEMENT), figures: { share: agreement.value, n: agreement.n } },
  ];
  return candidates.flatMap(({ level, ...rest }): Flag[] => (level ? [{ ...rest, level }] : []));
}
