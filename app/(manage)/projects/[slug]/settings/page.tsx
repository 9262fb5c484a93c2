import type { Metadata } from "next";
import { DIMENSIONS, listProjects } from "#lib/project/index.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { SettingsForm } from "./settings-form.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const listed = (await listProjects(actor)).find((row) => row.id === project.id);
  const { name, description, guideline, guidelineVersion, dimensions, overlap, leaseSeconds, comparisonsPerItem } = project;
  const order = [...dimensions, ...DIMENSIONS.filter((dimension) => !dimensions.includes(dimension))];
  return (
    <>
      <PageHeader title="Settings">
        The project’s address is <code className="font-mono">{slug}</code>; it stays.
      </PageHeader>
      {role === "OWNER" ? null : <Notice className="mb-6">Owners change settings; you see them.</Notice>}
      <SettingsForm project={{ slug, name, description, guideline, guidelineVersion, dimensions, overlap, leaseSeconds, comparisonsPerItem }} allDimensions={order} isJudged={(listed?.judgmentCount ?? 0) > 0} mayEdit={role === "OWNER"} />
    </>
  );
}
