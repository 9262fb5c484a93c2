import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { JUDGING_ROLES } from "#lib/judgment/index.ts";
import { listProjects } from "#lib/project/index.ts";
import { AppShell } from "../../_components/app-shell.tsx";
import { ButtonLink } from "../../_components/button.tsx";
import { EmptyState } from "../../_components/empty-state.tsx";
import { PageHeader } from "../../_components/page-header.tsx";
import { requireActorHere } from "../../_server/get-actor.ts";

export const metadata: Metadata = { title: "Judge" };

export default async function JudgeIndexPage() {
  const actor = await requireActorHere();
  const projects = await listProjects(actor, JUDGING_ROLES);
  const only = projects.length === 1 ? projects[0] : undefined;
  if (only) redirect(`/judge/${only.slug}`);
  return (
    <AppShell person={actor.email ?? actor.pseudonym}>
      <PageHeader title="Judge">Choose the project to go on with.</PageHeader>
      {projects.length === 0 ? (
        <EmptyState title="You are not in a project yet">Open the invite link that you were sent. It brings you to the right project.</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {projects.map((project) => (
            <li key={project.id} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0">
                <p className="text-lead font-medium">{project.name}</p>
                <p className="truncate text-base text-ink-soft">{project.description}</p>
              </div>
              <ButtonLink href={`/judge/${project.slug}`} variant="primary">
                Judge
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </AppShell>
  );
}
