import Link from "next/link";
import type { ReactNode } from "react";
import { AppShell } from "../../../_components/app-shell.tsx";
import { Badge } from "../../../_components/badge.tsx";
import { loadProject } from "../../_server/load-project.ts";

const SECTIONS = ["Items", "Comparisons", "Adjudication", "Imports", "People", "Quality", "Report", "Settings"];

export default async function ProjectLayout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const { slug } = await params;
  const { actor, project } = await loadProject(slug);
  const base = `/projects/${slug}`;
  const sections = [{ href: base, label: "Overview", exact: true }, ...SECTIONS.map((label) => ({ href: `${base}/${label.toLowerCase()}`, label }))];
  const trail = (
    <span className="flex min-w-0 items-center gap-2">
      <Link href="/projects" className="hidden hover:text-ink sm:inline">
        Projects
      </Link>
      <span aria-hidden className="hidden text-ink-faint sm:inline">
        /
      </span>
      <Link href={base} className="truncate font-medium text-ink">
        {project.name}
      </Link>
      {project.isDemo ? <Badge>demo</Badge> : null}
    </span>
  );
  return (
    <AppShell trail={trail} sections={sections} person={actor.email ?? actor.pseudonym}>
      {children}
    </AppShell>
  );
}
