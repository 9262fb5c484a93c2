import { createHash } from "node:crypto";
import type { VlmDefinition } from "../scorer-definition.ts";
import { hashRubric, type Rubric } from "./rubric.ts";

/** Raised by hand whenever prompts are put together or replies are read in another way. */
const CODE_VERSION = 2;

/** Everything that changes what a judge's answers come to, and nothing secret: not the key, and not the address. */
export function describeJudging(definition: VlmDefinition, rubric: Rubric, added: Record<string, unknown>): Record<string, unknown> {
  const { protocol, model, passes, passesBy, seed, temperature, topP, maxTokens, pictures, order } = definition;
  const own = protocol === "four_scores" ? { formula: definition.formula ?? "earl", reference: definition.reference ?? false } : {};
  const words = { name: rubric.name, revision: rubric.revision, sha256: hashRubric(rubric) };
  return { kind: "vlm", protocol, model, rubric: words, passes, passesBy, seed, temperature, topP, maxTokens, pictures, order, ...own, ...added, codeVersion: CODE_VERSION };
}

/** SHA-256 of such a description. */
export function hashJudging(config: Record<string, unknown>): string {
  return createHash("sha256").update(JSON.stringify(config)).digest("hex");
}
