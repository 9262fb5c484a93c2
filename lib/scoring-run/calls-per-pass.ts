/** How many questions one pass asks of a judge, by protocol, while nothing has been measured. */
const CALLS: Record<string, number> = { editscore: 2, editscore_batch: 2, viescore: 2 };
/** These ask about one dimension at a time, all four unless the definition names some. */
const BY_DIMENSION = new Set(["digit_logprobs", "yes_no"]);
const DIMENSIONS = 4;

/** 0 for scorers that ask nobody. */
export function guessCallsPerPass(definition: unknown): number {
  if (definition === null || typeof definition !== "object" || !("kind" in definition) || definition.kind !== "vlm") return 0;
  const protocol = "protocol" in definition ? String(definition.protocol) : "";
  if (BY_DIMENSION.has(protocol)) return "dimensions" in definition && Array.isArray(definition.dimensions) ? definition.dimensions.length : DIMENSIONS;
  return CALLS[protocol] ?? 1;
}
