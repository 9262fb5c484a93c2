import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { getStudy } from "#lib/recruiting/index.ts";
import { PageHeader } from "../../../../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../../../../_server/page-title.ts";
import { loadProject, refuse, requireId } from "../../../../../../_server/load-project.ts";
import { StudyForm } from "../../new/study-form.tsx";
import { toStudyValues } from "../../new/study-values.ts";

export const generateMetadata = pageTitle("editStudy");

export default async function EditStudyPage({ params }: { params: Promise<{ slug: string; id: string }> }) {
  const t = await getTranslations("studies.edit");
  const { slug, id } = await params;
  const { actor, project, role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  const study = await getStudy(actor, project.id, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const hasBegun = Object.values(study.counts).some((count) => count > 0);
  return (
    <>
      <PageHeader title={t("title")}>{hasBegun ? t("begun") : t("lead")}</PageHeader>
      <StudyForm slug={slug} edited={{ id, values: toStudyValues(study), hasBegun }} />
    </>
  );
}
