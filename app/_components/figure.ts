import type { Locale } from "#lib/auth/locale.ts";

const THIN_SPACE = "\u2009";
const MINUS = "\u2212";
const DASH = "–";

type Notation = { group: string; percent: string; milliseconds: string; seconds: string; minutes: string; joint: string; sentenceGap: string };

/** How a language writes numbers: between groups of thousands, after a number, and between sentences. */
const NOTATIONS: Record<Locale, Notation> = {
  en: { group: THIN_SPACE, percent: `${THIN_SPACE}%`, milliseconds: `${THIN_SPACE}ms`, seconds: `${THIN_SPACE}s`, minutes: `${THIN_SPACE}min`, joint: " ", sentenceGap: " " },
  zh: { group: ",", percent: "%", milliseconds: `${THIN_SPACE}毫秒`, seconds: `${THIN_SPACE}秒`, minutes: `${THIN_SPACE}分`, joint: THIN_SPACE, sentenceGap: "" },
};

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"];

/** A number with fixed decimals and a real minus; null becomes a dash. */
function formatNumber(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return value.toFixed(decimals).replace("-", MINUS);
}

/** Bytes as "812 B", "3.4 MB". */
function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < BYTE_UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)}${THIN_SPACE}${BYTE_UNITS[unit]}`;
}

/** UTC to the minute: "2026-11-24 20:15", as both languages write it. */
function formatMoment(moment: Date): string {
  return moment.toISOString().slice(0, 16).replace("T", " ");
}

/** How many an hour are done at so many milliseconds each. */
export function perHour(milliseconds: number): number {
  return Math.round(3_600_000 / Math.max(1, milliseconds));
}

/** The only place that writes numbers, shares, times and sizes; `null` and `undefined` become a dash. */
export function makeFigures(locale: Locale) {
  const { group, percent, milliseconds: ms, seconds: s, minutes: min, joint, sentenceGap } = NOTATIONS[locale];
  /** 12345 → "12 345" with thin spaces, "12,345" in Chinese. */
  const formatCount = (value: number): string =>
    Math.trunc(value)
      .toString()
      .replace(/\B(?=(\d{3})+(?!\d))/g, group)
      .replace("-", MINUS);
  /** A share 0..1 as "72.7 %". */
  const formatPercent = (share: number | null | undefined, decimals = 1): string =>
    share === null || share === undefined || !Number.isFinite(share) ? DASH : `${formatNumber(share * 100, decimals)}${percent}`;
  /** Both ends of an interval of a share: "69.1–76.2 %". */
  const formatPercentInterval = (interval: { low: number; high: number } | null | undefined, decimals = 1): string =>
    interval ? `${formatNumber(interval.low * 100, decimals)}–${formatNumber(interval.high * 100, decimals)}${percent}` : DASH;
  /** Milliseconds as "840 ms", "3.2 s" or "4 min 05 s". */
  const formatDuration = (milliseconds: number | null | undefined): string => {
    if (milliseconds === null || milliseconds === undefined) return DASH;
    if (milliseconds < 1_000) return `${Math.round(milliseconds)}${ms}`;
    const seconds = milliseconds / 1_000;
    if (seconds < 60) return `${seconds.toFixed(1)}${s}`;
    return `${Math.floor(seconds / 60)}${min}${joint}${String(Math.floor(seconds % 60)).padStart(2, "0")}${s}`;
  };
  /** Arguments of a message: `count` chooses the plural, `shown` is the number as it is written. */
  const counted = (value: number): { count: number; shown: string } => ({ count: value, shown: formatCount(value) });
  /** On the reader's own clock: "Nov 24, 2026, 8:15 PM". In the browser alone: the server has another clock. */
  const formatOwnMoment = (moment: Date): string => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(moment);
  /** UTC: "2026-11-24". */
  const formatDay = (moment: Date): string => formatMoment(moment).slice(0, 10);
  return { formatCount, formatNumber, formatPercent, formatPercentInterval, formatDuration, formatBytes, formatMoment, formatDay, formatOwnMoment, counted, sentenceGap };
}

export type Figures = ReturnType<typeof makeFigures>;
