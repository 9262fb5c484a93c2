import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import { AppShell } from "../../../_components/app-shell.tsx";
import { Badge } from "../../../_components/badge.tsx";
import { ClientMessages } from "../../../_components/client-messages.tsx";
import { loadProject } from "../../_server/load-project.ts";

const SECTIONS = ["items", "comparisons", "adjudication", "imports", "people", "quality", "scorers", "report", "leaderboard", "best-of-n", "settings"] as const;

export default async function ProjectLayout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const t = await getTranslations("manage");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const { actor, project } = await loadProject(slug);
  const base = `/projects/${slug}`;
  const sections = [{ href: base, label: titles("overview"), exact: true }, ...SECTIONS.map((section) => ({ href: `${base}/${section}`, label: titles(section) }))];
  const trail = (
    <span className="flex min-w-0 items-center gap-2">
      <Link href="/projects" className="hidden hover:text-ink sm:inline">
        {titles("projects")}
      </Link>
      <span aria-hidden className="hidden text-ink-faint sm:inline">
        /
      </span>
      <Link href={base} className="truncate font-medium text-ink">
        {project.name}
      </Link>
      {project.isDemo ? <Badge>{t("demo")}</Badge> : null}
    </span>
  );
  return (
    <AppShell trail={trail} sections={sections} person={actor.email ?? actor.pseudonym}>
      <ClientMessages areas={["manage", "people", "errors"]}>{children}</ClientMessages>
    </AppShell>
  );
}
