import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { type ListedProject, listProjects } from "#lib/project/index.ts";
import { AppShell } from "../../_components/app-shell.tsx";
import { Badge } from "../../_components/badge.tsx";
import { ButtonLink } from "../../_components/button.tsx";
import { EmptyState } from "../../_components/empty-state.tsx";
import { Notice } from "../../_components/notice.tsx";
import { PageHeader } from "../../_components/page-header.tsx";
import { Table, Td, Th } from "../../_components/table.tsx";
import { useFigures } from "../../_components/use-figures.ts";
import { requireActorHere } from "../../_server/get-actor.ts";
import { pageTitle } from "../../_server/page-title.ts";
import { readSearch, type Search } from "../_server/search.ts";

export const generateMetadata = pageTitle("projects");

function ProjectRow({ project }: { project: ListedProject }) {
  const m = useTranslations("manage");
  const { formatCount } = useFigures();
  const isManaged = project.role === "OWNER" || project.role === "REVIEWER";
  const href = isManaged ? `/projects/${project.slug}` : `/judge/${project.slug}`;
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="py-2">
        <Link href={href} className="font-medium hover:underline">
          {project.name}
        </Link>{" "}
        {project.isDemo ? <Badge>{m("demo")}</Badge> : null}
        {project.description ? <p className="line-clamp-1 max-w-xl text-small text-ink-soft">{project.description}</p> : null}
      </Td>
      <Td className="hidden text-ink-soft sm:table-cell">{project.role ? m(`roles.${project.role}`) : null}</Td>
      <Td numeric>{formatCount(project.itemCount)}</Td>
      <Td numeric className="hidden sm:table-cell">
        {formatCount(project.comparisonCount)}
      </Td>
      <Td numeric>{formatCount(project.judgmentCount)}</Td>
    </tr>
  );
}

export default async function ProjectsPage({ searchParams }: { searchParams: Search }) {
  const t = await getTranslations("projects");
  const titles = await getTranslations("titles");
  const actor = await requireActorHere();
  const { refused } = await readSearch(searchParams);
  const projects = await listProjects(actor);
  const mayCreate = actor.email !== null;
  const create = mayCreate ? (
    <ButtonLink href="/projects/new" variant="primary">
      <Plus size={16} /> {t("create")}
    </ButtonLink>
  ) : null;
  return (
    <AppShell person={actor.email ?? actor.pseudonym}>
      <PageHeader title={titles("projects")} actions={projects.length > 0 ? create : null}>
        {projects.length > 0 ? t("lead") : null}
      </PageHeader>
      {refused ? (
        <Notice tone="attention" className="mb-4">
          {t("refused", { project: refused })}
        </Notice>
      ) : null}
      {projects.length === 0 ? (
        <EmptyState title={t("empty")} action={create}>
          {mayCreate ? t("emptyOwner") : t("emptyAnnotator")}
        </EmptyState>
      ) : (
        <Table label={titles("projects")}>
          <thead>
            <tr>
              <Th>{t("columns.project")}</Th>
              <Th className="hidden sm:table-cell">{t("columns.role")}</Th>
              <Th numeric>{t("columns.items")}</Th>
              <Th numeric className="hidden sm:table-cell">
                {t("columns.comparisons")}
              </Th>
              <Th numeric>{t("columns.judgments")}</Th>
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </tbody>
        </Table>
      )}
    </AppShell>
  );
}
