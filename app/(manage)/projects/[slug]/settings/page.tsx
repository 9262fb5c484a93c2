import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DIMENSIONS, listProjects } from "#lib/project/index.ts";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../_server/page-title.ts";
import { loadProject } from "../../../_server/load-project.ts";
import { SettingsForm } from "./settings-form.tsx";

export const generateMetadata = pageTitle("settings");

const asCode = (chunks: ReactNode) => <code className="font-mono">{chunks}</code>;

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("settings");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const listed = (await listProjects(actor)).find((row) => row.id === project.id);
  const { name, description, guideline, guidelineVersion, dimensions, overlap, leaseSeconds, comparisonsPerItem } = project;
  const order = [...dimensions, ...DIMENSIONS.filter((dimension) => !dimensions.includes(dimension))];
  return (
    <>
      <PageHeader title={titles("settings")}>
        {t.rich("address", { slug, code: asCode })}
      </PageHeader>
      {role === "OWNER" ? null : <Notice className="mb-6">{t("readOnly")}</Notice>}
      <ClientMessages areas={["settings", "manage"]}>
        <SettingsForm project={{ slug, name, description, guideline, guidelineVersion, dimensions, overlap, leaseSeconds, comparisonsPerItem }} allDimensions={order} isJudged={(listed?.judgmentCount ?? 0) > 0} mayEdit={role === "OWNER"} />
      </ClientMessages>
    </>
  );
}
