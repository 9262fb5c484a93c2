import { z } from "zod";
import { invalidInput, notFound } from "../errors.ts";
import { agreementMeasures } from "./agreement.ts";
import { consensusMeasures } from "./consensus.ts";
import { designMeasures } from "./design.ts";
import { evaluationMeasures } from "./evaluation.ts";
import type { Measure } from "./measure.ts";
import { significanceMeasures } from "./significance.ts";
import { strengthMeasures } from "./strength.ts";

const MEASURES: ReadonlyMap<string, Measure> = new Map(Object.entries({ ...consensusMeasures, ...strengthMeasures, ...agreementMeasures, ...evaluationMeasures, ...significanceMeasures, ...designMeasures }));

/** All methods by name, with one line each. */
export function listMeasures(): { method: string; summary: string }[] {
  return [...MEASURES].map(([method, { summary }]) => ({ method, summary }));
}

function describeIssues(error: z.ZodError): Record<string, string> {
  const field = (path: PropertyKey[]) => path.reduce<string>((text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`), "");
  return Object.fromEntries(error.issues.map((issue) => [field(issue.path) || "input", issue.message]));
}

/**
 * Computes one measure from the document of its method (docs/statistics.md): full precision, nothing rounded, null where a
 * value is undefined. Throws `not_found` for an unknown method and `invalid_input`, naming the fields, for a wrong document.
 */
export function runMeasure(method: string, input: unknown): unknown {
  const measure = MEASURES.get(method);
  if (!measure) throw notFound(`There is no method ${method}. juxta stats without a method lists them.`);
  try {
    return measure.compute(input);
  } catch (error) {
    if (error instanceof z.ZodError) throw invalidInput(`This is not what ${method} takes.`, describeIssues(error));
    throw error;
  }
}
