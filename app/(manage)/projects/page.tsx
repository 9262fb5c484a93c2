import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { type ListedProject, listProjects } from "#lib/project/index.ts";
import { AppShell } from "../../_components/app-shell.tsx";
import { Badge } from "../../_components/badge.tsx";
import { ButtonLink } from "../../_components/button.tsx";
import { EmptyState } from "../../_components/empty-state.tsx";
import { formatCount } from "../../_components/figure.ts";
import { Notice } from "../../_components/notice.tsx";
import { PageHeader } from "../../_components/page-header.tsx";
import { Table, Td, Th } from "../../_components/table.tsx";
import { requireActorHere } from "../../_server/get-actor.ts";
import { readSearch, type Search } from "../_server/search.ts";

export const metadata: Metadata = { title: "Projects" };

function ProjectRow({ project }: { project: ListedProject }) {
  const isManaged = project.role === "OWNER" || project.role === "REVIEWER";
  const href = isManaged ? `/projects/${project.slug}` : `/judge/${project.slug}`;
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="py-2">
        <Link href={href} className="font-medium hover:underline">
          {project.name}
        </Link>{" "}
        {project.isDemo ? <Badge>demo</Badge> : null}
        {project.description ? <p className="line-clamp-1 max-w-xl text-small text-ink-soft">{project.description}</p> : null}
      </Td>
      <Td className="hidden text-ink-soft sm:table-cell">{project.role?.toLowerCase()}</Td>
      <Td numeric>{formatCount(project.itemCount)}</Td>
      <Td numeric className="hidden sm:table-cell">
        {formatCount(project.comparisonCount)}
      </Td>
      <Td numeric>{formatCount(project.judgmentCount)}</Td>
    </tr>
  );
}

export default async function ProjectsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActorHere();
  const { refused } = await readSearch(searchParams);
  const projects = await listProjects(actor);
  const mayCreate = actor.email !== null;
  const create = mayCreate ? (
    <ButtonLink href="/projects/new" variant="primary">
      <Plus size={16} /> Create project
    </ButtonLink>
  ) : null;
  return (
    <AppShell person={actor.email ?? actor.pseudonym}>
      <PageHeader title="Projects" actions={projects.length > 0 ? create : null}>
        {projects.length > 0 ? "A project holds edits of one kind, the people who judge them, and the report." : null}
      </PageHeader>
      {refused ? (
        <Notice tone="attention" className="mb-4">
          The pages of {refused} are for its owners and reviewers, and your part in it may be paused. Judging is open to active annotators.
        </Notice>
      ) : null}
      {projects.length === 0 ? (
        <EmptyState title="No projects yet" action={create}>
          {mayCreate ? "Create one, import edits into it, and invite people to judge them." : "Open the invite link that you were sent. It brings you to the right project."}
        </EmptyState>
      ) : (
        <Table label="Projects">
          <thead>
            <tr>
              <Th>Project</Th>
              <Th className="hidden sm:table-cell">Your role</Th>
              <Th numeric>Items</Th>
              <Th numeric className="hidden sm:table-cell">
                Comparisons
              </Th>
              <Th numeric>Judgments</Th>
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
