import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { listGuidelineVersions, readWorkedExamples } from "#lib/guideline/index.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { getFigures } from "../../../../../_server/get-figures.ts";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject } from "../../../../_server/load-project.ts";
import { GuidelineForm } from "./guideline-form.tsx";

export default async function GuidelineSettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("settings.versions");
  const { formatCount, formatMoment } = await getFigures();
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const [versions, examples] = await Promise.all([listGuidelineVersions(actor, project.id), readWorkedExamples(actor, project.id, project.guideline)]);
  return (
    <>
      <GuidelineForm slug={slug} guideline={project.guideline} examples={examples} mayEdit={role === "OWNER"} />
      <SectionTitle title={t("title")} count={versions.length}>
        {t("lead")}
      </SectionTitle>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("version")}</Th>
            <Th>{t("saved")}</Th>
            <Th>{t("by")}</Th>
            <Th numeric>{t("answers")}</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.version}>
              <Td className="tabular-nums">
                <Link href={`/projects/${slug}/settings/guideline/versions/${version.version}`} className="underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
                  {version.version}
                </Link>
              </Td>
              <Td>
                <time dateTime={version.createdAt.toISOString()}>{formatMoment(version.createdAt)}</time>
              </Td>
              <Td>{version.by ?? "–"}</Td>
              <Td numeric>{formatCount(version.answerCount)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
