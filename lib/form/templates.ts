import { FormDefinition } from "./schemas.ts";

export const TEMPLATE_NAMES = ["pairs", "pairs_reasons_regions", "ranking", "ratings", "criteria", "critique"] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

const make = (blocks: unknown[]): FormDefinition => FormDefinition.parse({ blocks });

/** Forms to start from. Ratings follow the four levels that TIGER-style data use, worded anew. */
export const FORM_TEMPLATES: Record<TemplateName, FormDefinition> = {
  pairs: make([{ kind: "pair" }]),
  pairs_reasons_regions: make([
    { kind: "pair", reasons: ["missed part of the request", "changed something else", "wrong place or object", "artifacts", "looks pasted in", "blur or noise"], comment: true },
    { kind: "regions" },
  ]),
  ranking: make([{ kind: "rank", size: 5 }]),
  ratings: make([
    {
      kind: "rate",
      scale: "1-4",
      anchors: { "1": "Fails: of no use as it is", "2": "Weak: the faults are the first thing one sees", "3": "Good: small faults that one has to look for", "4": "Faultless: nothing to improve" },
    },
  ]),
  criteria: make([{ kind: "criteria", min: 2, max: 5 }, { kind: "pair", dimensions: ["overall"] }]),
  critique: make([{ kind: "critique" }]),
};
