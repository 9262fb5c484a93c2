import type { DimensionName } from "./schemas.ts";

/** What speaks for a comparison where one dimension has to: overall where it is judged, else the last one of the form. */
export function mainDimension(dimensions: readonly DimensionName[]): DimensionName {
  return dimensions.includes("overall") ? "overall" : (dimensions.at(-1) ?? "overall");
}
