import { loadProject } from "../../../../_server/load-project.ts";
import { JudgingForm } from "./judging-form.tsx";

export default async function JudgingSettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { project, role } = await loadProject(slug);
  const { overlap, leaseSeconds, comparisonsPerItem, changeWindowSeconds, judgmentsPerPerson } = project;
  return <JudgingForm slug={slug} settings={{ overlap, leaseSeconds, comparisonsPerItem, changeWindowSeconds, judgmentsPerPerson }} mayEdit={role === "OWNER"} />;
}
