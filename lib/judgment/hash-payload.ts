import { createHash } from "node:crypto";
import type { ParsedJudgment } from "./schemas.ts";

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

/** Hash of what was answered, whatever the order of its fields: the same answer sent again gives the same value. */
export function hashPayload({ id: _key, ...content }: ParsedJudgment): string {
  return createHash("sha256").update(JSON.stringify(sortKeys(content))).digest("hex");
}
