import { loadProject } from "../../../../_server/load-project.ts";
import { GeneralForm } from "./general-form.tsx";

export default async function GeneralSettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { project, role } = await loadProject(slug);
  return <GeneralForm slug={slug} name={project.name} description={project.description} mayEdit={role === "OWNER"} />;
}
