/** How many questions one pass asks of a judge, by protocol, while nothing has been measured. */
const CALLS: Record<string, number> = { editscore: 2, editscore_batch: 2, viescore: 2, pairwise: 2 };

/** 0 for scorers that ask nobody. */
export function guessCallsPerPass(definition: unknown): number {
  if (definition === null || typeof definition !== "object" || !("kind" in definition) || definition.kind !== "vlm") return 0;
  return "protocol" in definition && typeof definition.protocol === "string" ? (CALLS[definition.protocol] ?? 1) : 1;
}
