import { Prisma } from "../db.ts";
import type { DimensionName } from "./schemas.ts";

/** What speaks for a comparison where one dimension has to: overall where it is judged, else the last one of the form. */
export function mainDimension(dimensions: readonly DimensionName[]): DimensionName {
  return dimensions.includes("overall") ? "overall" : (dimensions.at(-1) ?? "overall");
}

/** The same of a project `p`, inside a statement. */
export const MAIN_DIMENSION = Prisma.sql`(CASE WHEN 'overall' = ANY(p.dimensions) THEN 'overall' ELSE coalesce(p.dimensions[cardinality(p.dimensions)], 'overall') END)`;
