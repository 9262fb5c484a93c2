"use client";

import { useTranslations } from "next-intl";
import type { FormVersion } from "#lib/form/index.ts";
import type { FormDefinition } from "#lib/form/schemas.ts";
import { Button } from "../../../../../_components/button.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { describeChanges } from "./block-words.ts";

/** Every version of the form, newest first. Answers stay under the version they were given under. */
export function VersionTable({ versions, mayEdit, onReuse }: { versions: FormVersion[]; mayEdit: boolean; onReuse: (form: FormDefinition) => void }) {
  const t = useTranslations("questions");
  const { formatCount, formatMoment } = useFigures();
  return (
    <section aria-label={t("versions.title")}>
      <SectionTitle title={t("versions.title")} count={versions.length}>
        {t("versions.lead")}
      </SectionTitle>
      <Table label={t("versions.label")}>
        <thead>
          <tr>
            <Th>{t("versions.version")}</Th>
            <Th>{t("versions.saved")}</Th>
            <Th>{t("versions.by")}</Th>
            <Th>{t("versions.asks")}</Th>
            <Th>{t("versions.changed")}</Th>
            <Th numeric>{t("versions.answers")}</Th>
            <Th />
          </tr>
        </thead>
        <tbody>
          {versions.map((version, index) => (
            <tr key={version.version}>
              <Td className="tabular-nums">{version.version}</Td>
              <Td className="whitespace-nowrap">
                <time dateTime={version.createdAt.toISOString()}>{formatMoment(version.createdAt)}</time>
              </Td>
              <Td>{version.by ?? "–"}</Td>
              <Td>{version.definition.blocks.map((block) => t(`blocks.${block.kind}.name`)).join(t("changes.comma"))}</Td>
              <Td>{describeChanges(t, version.changes)}</Td>
              <Td numeric>{formatCount(version.answerCount)}</Td>
              <Td numeric>
                {mayEdit && index > 0 ? (
                  <Button size="small" variant="ghost" onClick={() => onReuse(structuredClone(version.definition))} aria-label={t("versions.reuseLabel", { version: version.version })}>
                    {t("versions.reuse")}
                  </Button>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
