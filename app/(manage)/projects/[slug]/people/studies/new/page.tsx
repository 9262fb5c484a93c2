import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { PageHeader } from "../../../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../../../_server/page-title.ts";
import { loadProject } from "../../../../../_server/load-project.ts";
import { StudyForm } from "./study-form.tsx";

export const generateMetadata = pageTitle("newStudy");

export default async function NewStudyPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("studies");
  const { slug } = await params;
  const { role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  return (
    <>
      <PageHeader title={t("new")}>{t("newLead")}</PageHeader>
      <StudyForm slug={slug} />
    </>
  );
}
