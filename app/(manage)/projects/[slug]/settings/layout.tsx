import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ButtonLink } from "../../../../_components/button.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { SettingsNav } from "./settings-nav.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsLayout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const { slug } = await params;
  const { role } = await loadProject(slug);
  return (
    <>
      <PageHeader title="Settings" actions={<ButtonLink href={`/judge/${slug}/preview`}>Try it as an annotator</ButtonLink>}>
        The project’s address is <code className="font-mono">{slug}</code>; it stays.
      </PageHeader>
      {role === "OWNER" ? null : <Notice className="mb-6">Owners change settings; you see them.</Notice>}
      <div className="flex flex-col gap-6 lg:flex-row lg:gap-10">
        <SettingsNav base={`/projects/${slug}/settings`} />
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </>
  );
}
