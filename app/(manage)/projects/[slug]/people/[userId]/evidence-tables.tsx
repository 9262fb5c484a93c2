import type { ReactNode } from "react";
import type { Person } from "#lib/annotator/index.ts";
import { dimensionName, formatDuration } from "../../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { Door } from "../../../../_components/door.tsx";

type Given = Person["fastest"][number];
type Scope = { slug: string; dimensions: readonly string[] };

const VALUES: Record<Given["verdicts"][number]["value"], string> = { A: "A", B: "B", TIE: "equal", BOTH_BAD: "both bad", SKIP: "can’t tell" };

const verdictOf = (judgment: Given, dimension: string) => judgment.verdicts.find((verdict) => verdict.dimension === dimension);
const valueOf = (judgment: Given, dimension: string) => VALUES[verdictOf(judgment, dimension)?.value ?? "SKIP"];

function Comparison({ judgment, slug }: { judgment: Given; slug: string }) {
  return (
    <Td className="whitespace-nowrap">
      <Door href={`/projects/${slug}/comparisons/${judgment.comparisonId}`}>{judgment.submittedAt.toISOString().slice(0, 16).replace("T", " ")}</Door>
    </Td>
  );
}

function Evidence({ label, dimensions, extra, children, isEmpty }: { label: string; dimensions: readonly string[]; extra: readonly string[]; children: ReactNode; isEmpty: boolean }) {
  if (isEmpty) return <p className="text-base text-ink-soft">None.</p>;
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>Comparison</Th>
          {extra.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
          {dimensions.map((dimension) => (
            <Th key={dimension}>{dimensionName(dimension)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </Table>
  );
}

/** Each gold with what was answered and, where that is wrong, what is known. */
export function GoldTable({ rows, slug, dimensions }: Scope & { rows: Person["gold"] }) {
  const said = (judgment: Given, dimension: string) => {
    const gold = verdictOf(judgment, dimension)?.gold;
    const own = valueOf(judgment, dimension);
    return gold && VALUES[gold] !== own ? `✗ ${own}, known ${VALUES[gold]}` : gold ? `✓ ${own}` : own;
  };
  return (
    <Evidence label="Gold answers" dimensions={dimensions} extra={["Result"]} isEmpty={rows.length === 0}>
      {rows.map(({ judgment, isRight }) => (
        <tr key={judgment.id}>
          <Comparison judgment={judgment} slug={slug} />
          <Td className="whitespace-nowrap">{isRight === null ? "–" : isRight ? "✓ right" : "✗ wrong"}</Td>
          {dimensions.map((dimension) => (
            <Td key={dimension} className="whitespace-nowrap">
              {said(judgment, dimension)}
            </Td>
          ))}
        </tr>
      ))}
    </Evidence>
  );
}

export function RepeatTable({ rows, slug, dimensions }: Scope & { rows: Person["repeats"] }) {
  return (
    <Evidence label="Repeats" dimensions={dimensions} extra={[]} isEmpty={rows.length === 0}>
      {rows.map(({ first, second }) => (
        <tr key={second.id}>
          <Comparison judgment={second} slug={slug} />
          {dimensions.map((dimension) => (
            <Td key={dimension} className="whitespace-nowrap">
              {valueOf(first, dimension) === valueOf(second, dimension) ? `✓ ${valueOf(first, dimension)}, again` : `✗ ${valueOf(first, dimension)}, then ${valueOf(second, dimension)}`}
            </Td>
          ))}
        </tr>
      ))}
    </Evidence>
  );
}

export function JudgmentList({ label, rows, slug, dimensions }: Scope & { label: string; rows: readonly Given[] }) {
  return (
    <Evidence label={label} dimensions={dimensions} extra={["Time", "Changed"]} isEmpty={rows.length === 0}>
      {rows.map((judgment) => (
        <tr key={judgment.id}>
          <Comparison judgment={judgment} slug={slug} />
          <Td className="whitespace-nowrap tabular-nums">{formatDuration(judgment.durationMs)}</Td>
          <Td>{judgment.revisionCount === 0 ? "–" : `${judgment.revisionCount} ×`}</Td>
          {dimensions.map((dimension) => (
            <Td key={dimension} className="whitespace-nowrap">
              {valueOf(judgment, dimension)}
            </Td>
          ))}
        </tr>
      ))}
    </Evidence>
  );
}
