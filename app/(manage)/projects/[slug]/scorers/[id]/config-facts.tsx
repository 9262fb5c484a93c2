import type { ReactNode } from "react";
import { KnownFacts } from "../../../../_components/known-facts.tsx";

/** Names and values of a JSON object, what is nested under its path; the names are the definition's own. */
function* flatten(value: unknown, path = ""): Generator<{ name: string; value: ReactNode }> {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    for (const [name, inner] of Object.entries(value)) yield* flatten(inner, path ? `${path}.${name}` : name);
    return;
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  yield { name: path, value: <code className="font-mono text-small break-all whitespace-pre-wrap">{text}</code> };
}

export function ConfigFacts({ config }: { config: unknown }) {
  return <KnownFacts facts={[...flatten(config)]} />;
}
