import { getTranslations } from "next-intl/server";
import { listFormVersions } from "#lib/form/index.ts";
import { DIMENSIONS } from "#lib/project/index.ts";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject } from "../../../../_server/load-project.ts";
import { DimensionsForm } from "./dimensions-form.tsx";
import { FormBuilder } from "./form-builder.tsx";

export default async function QuestionSettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("questions");
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const versions = await listFormVersions(actor, project.id);
  const isJudged = versions.some((version) => version.answerCount > 0);
  const all = [...project.dimensions, ...DIMENSIONS.filter((dimension) => !project.dimensions.includes(dimension))];
  return (
    <>
      <FormBuilder slug={slug} versions={versions} dimensions={project.dimensions} mayEdit={role === "OWNER"} />
      <SectionTitle title={t("project.title")} />
      <DimensionsForm slug={slug} all={all} chosen={project.dimensions} isJudged={isJudged} mayEdit={role === "OWNER"} />
    </>
  );
}
