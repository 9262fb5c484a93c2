import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Person } from "#lib/annotator/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";

type Given = Person["fastest"][number];
type Scope = { slug: string; dimensions: readonly string[] };

const verdictOf = (judgment: Given, dimension: string) => judgment.verdicts.find((verdict) => verdict.dimension === dimension);
const valueOf = (judgment: Given, dimension: string) => verdictOf(judgment, dimension)?.value ?? "SKIP";

/** Names what was answered, and what is known. */
function useValueName(): (value: Given["verdicts"][number]["value"]) => string {
  const m = useTranslations("manage");
  return (value) => m(`values.${value}`);
}

function Comparison({ judgment, slug }: { judgment: Given; slug: string }) {
  const { formatMoment } = useFigures();
  return (
    <Td className="whitespace-nowrap">
      <Door href={`/projects/${slug}/comparisons/${judgment.comparisonId}`}>{formatMoment(judgment.submittedAt)}</Door>
    </Td>
  );
}

function Evidence({ label, dimensions, extra, children, isEmpty }: { label: string; dimensions: readonly string[]; extra: readonly string[]; children: ReactNode; isEmpty: boolean }) {
  const t = useTranslations("person.evidence");
  const dimensionName = useDimensionName();
  if (isEmpty) return <p className="text-base text-ink-soft">{t("none")}</p>;
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{t("comparison")}</Th>
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
  const t = useTranslations("person.gold");
  const nameOf = useValueName();
  const said = (judgment: Given, dimension: string) => {
    const gold = verdictOf(judgment, dimension)?.gold;
    const own = valueOf(judgment, dimension);
    const value = nameOf(own);
    return gold && gold !== own ? t("saidWrong", { value, gold: nameOf(gold) }) : gold ? t("saidRight", { value }) : value;
  };
  return (
    <Evidence label={t("label")} dimensions={dimensions} extra={[t("result")]} isEmpty={rows.length === 0}>
      {rows.map(({ judgment, isRight }) => (
        <tr key={judgment.id}>
          <Comparison judgment={judgment} slug={slug} />
          <Td className="whitespace-nowrap">{isRight === null ? "–" : isRight ? t("right") : t("wrong")}</Td>
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
  const t = useTranslations("person.repeats");
  const nameOf = useValueName();
  return (
    <Evidence label={t("title")} dimensions={dimensions} extra={[]} isEmpty={rows.length === 0}>
      {rows.map(({ first, second }) => (
        <tr key={second.id}>
          <Comparison judgment={second} slug={slug} />
          {dimensions.map((dimension) => (
            <Td key={dimension} className="whitespace-nowrap">
              {valueOf(first, dimension) === valueOf(second, dimension) ? t("same", { value: nameOf(valueOf(first, dimension)) }) : t("other", { first: nameOf(valueOf(first, dimension)), second: nameOf(valueOf(second, dimension)) })}
            </Td>
          ))}
        </tr>
      ))}
    </Evidence>
  );
}

export function JudgmentList({ label, rows, slug, dimensions }: Scope & { label: string; rows: readonly Given[] }) {
  const t = useTranslations("person.evidence");
  const nameOf = useValueName();
  const { formatCount, formatDuration } = useFigures();
  return (
    <Evidence label={label} dimensions={dimensions} extra={[t("time"), t("changed")]} isEmpty={rows.length === 0}>
      {rows.map((judgment) => (
        <tr key={judgment.id}>
          <Comparison judgment={judgment} slug={slug} />
          <Td className="whitespace-nowrap tabular-nums">{formatDuration(judgment.durationMs)}</Td>
          <Td>{judgment.revisionCount === 0 ? "–" : `${formatCount(judgment.revisionCount)} ×`}</Td>
          {dimensions.map((dimension) => (
            <Td key={dimension} className="whitespace-nowrap">
              {nameOf(valueOf(judgment, dimension))}
            </Td>
          ))}
        </tr>
      ))}
    </Evidence>
  );
}
