import type { z } from "zod";
import type { RegionsBlock } from "../../form/schemas.ts";
import type { ParsedJudgment, Region, StoredParts } from "../schemas.ts";
import { type AnswerContext, refuse, requireEach, type ShownCandidate } from "./context.ts";

function requireInside({ shape }: Region, picture: ShownCandidate): void {
  if (shape.kind === "box") {
    if (shape.x + shape.width > picture.width || shape.y + shape.height > picture.height) throw refuse("a box reaches beyond its picture.", shape);
    return;
  }
  const total = shape.runs.reduce((sum, run) => sum + run, 0);
  const fits = shape.width === picture.width && shape.height === picture.height && total === shape.width * shape.height;
  if (!fits) throw refuse("a painted area does not have its picture's size.", { width: picture.width, height: picture.height, total });
}

/** Marked faults for every candidate, none being an answer too: types of the form, inside the picture, severity where asked. */
export function readRegions(block: z.output<typeof RegionsBlock>, context: AnswerContext, input: ParsedJudgment): StoredParts {
  const given = requireEach(input.parts.regions, context, "Regions");
  given.forEach((regions, index) => {
    for (const region of regions) {
      if (!block.types.includes(region.type)) throw refuse("a region has a type that the form does not offer.", { type: region.type });
      if (block.severity === (region.severity === null)) throw refuse(block.severity ? "every region needs a severity." : "this form does not ask for severity.");
      requireInside(region, context.shown[index]!);
    }
  });
  return { regions: Object.fromEntries(context.shown.map(({ id }, index) => [id, [...given[index]!]])) };
}
