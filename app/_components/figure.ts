const THIN_SPACE = "\u2009";
const MINUS = "\u2212";
const DASH = "–";

/** 12345 → "12 345" with thin spaces. */
export function formatCount(value: number): string {
  return Math.trunc(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE)
    .replace("-", MINUS);
}

/** A number with fixed decimals and a real minus; null becomes a dash. */
export function formatNumber(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return value.toFixed(decimals).replace("-", MINUS);
}

/** A share 0..1 as "72.7 %"; null becomes a dash. */
export function formatPercent(share: number | null | undefined, decimals = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return DASH;
  return `${formatNumber(share * 100, decimals)}${THIN_SPACE}%`;
}

/** Both ends of an interval of a share: "69.1–76.2 %"; null becomes a dash. */
export function formatPercentInterval(interval: { low: number; high: number } | null | undefined, decimals = 1): string {
  if (!interval) return DASH;
  return `${formatNumber(interval.low * 100, decimals)}–${formatNumber(interval.high * 100, decimals)}${THIN_SPACE}%`;
}

/** Milliseconds as "840 ms", "3.2 s" or "4 min 05 s". */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return DASH;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)}${THIN_SPACE}ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)}${THIN_SPACE}s`;
  return `${Math.floor(seconds / 60)}${THIN_SPACE}min ${String(Math.floor(seconds % 60)).padStart(2, "0")}${THIN_SPACE}s`;
}

/** How many an hour are done at so many milliseconds each. */
export function perHour(milliseconds: number): number {
  return Math.round(3_600_000 / Math.max(1, milliseconds));
}

/** Bytes as "812 B", "3.4 MB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)}${THIN_SPACE}${units[unit]}`;
}

const DIMENSION_NAMES: Record<string, string> = {
  prompt_following: "Instruction followed",
  consistency: "Rest kept",
  visual_quality: "Picture quality",
  overall: "Overall",
};

/** A dimension as people read it. */
export function dimensionName(dimension: string): string {
  return DIMENSION_NAMES[dimension] ?? dimension;
}
