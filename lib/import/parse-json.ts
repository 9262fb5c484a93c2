const MAX_DEPTH = 64;

/** What PostgreSQL cannot store, or null: it refuses NUL characters and half surrogate pairs, also inside JSON. */
function findUnstorable(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
  if (typeof value === "string") {
    if (value.includes("\0")) return "holds a NUL character (\\u0000)";
    return value.isWellFormed() ? null : "holds half of a surrogate pair";
  }
  if (typeof value !== "object" || value === null) return null;
  const parts = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of parts) {
    const found = findUnstorable(part, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The value of a line of JSON, or why it cannot be taken. */
export function parseJson(text: string): { value: unknown } | { code: "json_invalid" | "text_invalid"; message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { code: "json_invalid", message: `The line is not valid JSON: ${error instanceof Error ? error.message : "unreadable"}.` };
  }
  const found = findUnstorable(value, 0);
  return found ? { code: "text_invalid", message: `The line ${found}.` } : { value };
}
