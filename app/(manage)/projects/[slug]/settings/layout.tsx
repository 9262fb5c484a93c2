import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../_server/page-title.ts";
import { loadProject } from "../../../_server/load-project.ts";
import { SettingsNav } from "./settings-nav.tsx";

export const generateMetadata = pageTitle("settings");

export default async function SettingsLayout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const t = await getTranslations("settings");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const { role } = await loadProject(slug);
  return (
    <>
      <PageHeader title={titles("settings")} actions={<ButtonLink href={`/judge/${slug}/preview`}>{t("tryIt")}</ButtonLink>}>
        {t.rich("address", { slug, code: (words) => <code className="font-mono">{words}</code> })}
      </PageHeader>
      {role === "OWNER" ? null : <Notice className="mb-6">{t("readOnly")}</Notice>}
      <ClientMessages areas={["settings", "questions", "manage", "errors"]}>
        <div className="flex flex-col gap-6 lg:flex-row lg:gap-10">
          <SettingsNav base={`/projects/${slug}/settings`} />
          <div className="min-w-0 flex-1">{children}</div>
        </div>
      </ClientMessages>
    </>
  );
}
