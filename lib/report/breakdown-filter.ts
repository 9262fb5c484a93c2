import type { BreakdownName } from "../evaluation/index.ts";
import type { ComparisonFilter } from "./comparison-filter.ts";

/** The filter that lists exactly the clear pairs of a breakdown's row, beside `consensus: "CLEAR"`; null where no filter does. */
export function filterOfBreakdown(name: BreakdownName, key: string): Partial<ComparisonFilter> | null {
  switch (name) {
    case "taskGroup":
      return key === "other" ? null : { task: `group:${key}` };
    case "taskType":
      return { task: key || "none" };
    case "generators": {
      const [generator, against] = JSON.parse(key) as string[];
      return { generator, against };
    }
    case "origin":
      return { origin: key };
    case "agreement":
      return { band: key as ComparisonFilter["band"] };
    case "judges":
      return { judges: Number(key) };
  }
}
