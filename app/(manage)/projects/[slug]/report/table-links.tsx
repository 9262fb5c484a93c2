import { useTranslations } from "next-intl";
import { type FigureTable, TABLE_FORMATS, type TableFormat } from "#lib/figure-table/index.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { SectionTitle } from "../../../_components/section-title.tsx";

const NAMES: Record<TableFormat, string> = { csv: "CSV", json: "JSON", tex: "LaTeX" };

/** Every table of the report as a file. */
export function TableLinks({ tables, hrefOf }: { tables: FigureTable[]; hrefOf: (name: string, format: TableFormat) => string }) {
  const t = useTranslations("report.tables");
  const { formatCount } = useFigures();
  return (
    <div data-print="hide">
      <SectionTitle title={t("title")}>{t("lead")}</SectionTitle>
      <Table label={t("title")} className="sm:w-auto!">
        <thead>
          <tr>
            <Th>{t("table")}</Th>
            <Th numeric>{t("rows")}</Th>
            <Th>{t("files")}</Th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, rows }) => (
            <tr key={name}>
              <Td className="pr-8">{t(`names.${name as "agreement"}`)}</Td>
              <Td numeric>{formatCount(rows.length)}</Td>
              <Td>
                <span className="flex gap-3">
                  {TABLE_FORMATS.map((format) => (
                    <a key={format} href={hrefOf(name, format)} download className="underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
                      {NAMES[format]}
                    </a>
                  ))}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
