import { loadProject } from "../../../../_server/load-project.ts";
import { MoreQualitySettings } from "./more-quality-settings.tsx";
import { QualityForm } from "./quality-form.tsx";

export default async function QualitySettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { project, role } = await loadProject(slug);
  const { goldShare, repeatShare, repeatAfter } = project;
  return (
    <>
      <QualityForm slug={slug} settings={{ goldShare, repeatShare, repeatAfter }} mayEdit={role === "OWNER"} />
      <MoreQualitySettings projectId={project.id} slug={slug} mayEdit={role === "OWNER"} />
    </>
  );
}
