import { useTranslations } from "next-intl";
import type { FrozenSummary } from "#lib/frozen-report/index.ts";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { FreezeForm } from "./freeze-form.tsx";
import type { ReportChoice } from "./report-address.ts";

const SHORT_HASH = 12;

/** Reports that were kept as they stood, and the form that keeps this one. */
export function FrozenList({ slug, frozen, choice }: { slug: string; frozen: FrozenSummary[]; choice: ReportChoice }) {
  const t = useTranslations("report.frozen");
  const { formatMoment } = useFigures();
  return (
    <div data-print="hide">
      <SectionTitle title={t("title")} count={frozen.length}>
        {t("lead")}
      </SectionTitle>
      {frozen.length > 0 ? (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th>{t("at")}</Th>
              <Th>{t("by")}</Th>
              <Th>{t("version")}</Th>
              <Th>{t("hash")}</Th>
            </tr>
          </thead>
          <tbody>
            {frozen.map(({ id, name, createdAt, createdBy, softwareVersion, sha256 }) => (
              <tr key={id}>
                <Td className="font-medium">
                  <Door href={`/projects/${slug}/report/frozen/${id}`}>{name}</Door>
                </Td>
                <Td className="whitespace-nowrap tabular-nums">{formatMoment(createdAt)}</Td>
                <Td className="text-ink-soft">{createdBy ?? "–"}</Td>
                <Td>{softwareVersion}</Td>
                <Td>
                  <code className="font-mono text-small text-ink-soft">{sha256.slice(0, SHORT_HASH)}</code>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      <ClientMessages areas={["report", "errors"]}>
        <FreezeForm slug={slug} choice={JSON.stringify(choice)} />
      </ClientMessages>
    </div>
  );
}
