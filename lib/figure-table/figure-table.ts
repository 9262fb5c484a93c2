import type { Interval } from "../stats/index.ts";

/**
 * What a column holds: a text; a count; a share 0..1; a number in a unit of its own; or an interval of the share or number
 * before it, as two columns `<key>_low` and `<key>_high` in CSV and JSON.
 */
export type FigureKind = "text" | "count" | "share" | "number" | "share_interval" | "number_interval";

/** `key` names the column in CSV and JSON and never changes; `label` is what LaTeX and pages show, in English. */
export type FigureColumn = { key: string; label: string; kind: FigureKind };

export type FigureValue = string | number | Interval | null;

/** One table of a report, at full precision, that CSV, JSON and LaTeX are written from. */
export type FigureTable = {
  /** Stable name in addresses and files, such as `scorer-accuracy`. */
  name: string;
  caption: string;
  columns: FigureColumn[];
  rows: Record<string, FigureValue>[];
  /** The rule behind the figures in a sentence or two: tie rule, weighting, interval, whose judgments. Goes with every format. */
  note: string;
};

export const TABLE_FORMATS = ["csv", "json", "tex"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Whether a value is the two ends of an interval. */
export function isInterval(value: FigureValue | undefined): value is Interval {
  return typeof value === "object" && value !== null;
}
