import { useTranslations } from "next-intl";
import type { WithoutPerson } from "#lib/annotator/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";

/** What every result would be without this person. */
export function WithoutSection({ without, slug }: { without: WithoutPerson; slug: string }) {
  const t = useTranslations("person.without");
  const dimensionName = useDimensionName();
  const { counted, formatNumber, formatPercent } = useFigures();
  const { figures, order, changed, changedCount } = without;
  const isSame = order.before.join("\n") === order.after.join("\n");
  const write = (kind: string, value: number | null) => (kind === "alpha" ? formatNumber(value, 3) : formatPercent(value));
  const change = (kind: string, before: number | null, after: number | null) => {
    if (before === null || after === null) return "–";
    const difference = kind === "alpha" ? after - before : (after - before) * 100;
    return `${difference > 0 ? "+" : ""}${formatNumber(difference, kind === "alpha" ? 3 : 1)}`;
  };
  return (
    <>
      <SectionTitle title={t("title")}>{t("lead", { dimension: dimensionName(without.dimension), ...counted(without.judgmentCount) })}</SectionTitle>
      <Table label={t("title")} className="tabular-nums sm:w-auto!">
        <thead>
          <tr>
            <Th>{t("figure")}</Th>
            <Th numeric>{t("before")}</Th>
            <Th numeric>{t("after")}</Th>
            <Th numeric>{t("change")}</Th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ kind, name, before, after }) => (
            <tr key={`${kind} ${name ?? ""}`}>
              <Td className="pr-8">{kind === "scorer" ? t("scorer", { name: name ?? "" }) : t(kind)}</Td>
              <Td numeric>{write(kind, before)}</Td>
              <Td numeric>{write(kind, after)}</Td>
              <Td numeric className="font-medium">
                {change(kind, before, after)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3 max-w-prose text-base text-ink-soft">
        {order.before.length < 2 ? null : isSame ? t("sameOrder") : t("newOrder", { before: order.before.join(", "), after: order.after.join(", ") })} {t("consensus", counted(changedCount))}
      </p>
      {changed.length > 0 ? (
        <p className="mt-1 flex flex-wrap gap-x-3 text-base">
          {changed.map(({ id, name }) => (
            <Door key={id} href={`/projects/${slug}/comparisons/${id}`}>
              {name}
            </Door>
          ))}
        </p>
      ) : null}
    </>
  );
}
