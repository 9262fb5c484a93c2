import type { ReactNode } from "react";

export type Fact = { name: string; value: ReactNode };

/** Names and values in two columns; facts without a value are left out. */
export function KnownFacts({ facts }: { facts: Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== "");
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-base">
      {known.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** JSON as given, small; nothing for an empty object. */
export function jsonFact(name: string, value: unknown): Fact {
  const isEmpty = value === null || (typeof value === "object" && Object.keys(value).length === 0);
  return { name, value: isEmpty ? null : <code className="font-mono text-small whitespace-pre-wrap">{JSON.stringify(value)}</code> };
}
