import type { DimensionName } from "#lib/project/index.ts";
import { makeFigures } from "./figure.ts";

/** Numbers and names in English, for parts of the pages that do not ask for the reader's language yet; see docs/languages.md. */
export const { formatCount, formatNumber, formatPercent, formatPercentInterval, formatDuration, formatBytes, formatMoment } = makeFigures("en");

const NAMES: Record<DimensionName, string> = { prompt_following: "Instruction followed", consistency: "Rest kept", visual_quality: "Picture quality", overall: "Overall" };

/** A dimension as people read it. */
export function dimensionName(dimension: string): string {
  return Object.hasOwn(NAMES, dimension) ? NAMES[dimension as DimensionName] : dimension;
}
