import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { JUDGING_ROLES } from "#lib/judgment/index.ts";
import { listProjects } from "#lib/project/index.ts";
import { AppShell } from "../../_components/app-shell.tsx";
import { ButtonLink } from "../../_components/button.tsx";
import { EmptyState } from "../../_components/empty-state.tsx";
import { PageHeader } from "../../_components/page-header.tsx";
import { requireActorHere } from "../../_server/get-actor.ts";
import { pageTitle } from "../../_server/page-title.ts";

export const generateMetadata = pageTitle("judge");

export default async function JudgeIndexPage() {
  const t = await getTranslations("judge");
  const titles = await getTranslations("titles");
  const actor = await requireActorHere();
  const projects = await listProjects(actor, JUDGING_ROLES);
  const only = projects.length === 1 ? projects[0] : undefined;
  if (only) redirect(`/judge/${only.slug}`);
  return (
    <AppShell person={actor.email ?? actor.pseudonym}>
      <PageHeader title={titles("judge")}>{t("index.lead")}</PageHeader>
      {projects.length === 0 ? (
        <EmptyState title={t("index.empty")}>{t("index.emptyText")}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {projects.map((project) => (
            <li key={project.id} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0">
                <p className="text-lead font-medium">{project.name}</p>
                <p className="truncate text-base text-ink-soft">{project.description}</p>
              </div>
              <ButtonLink href={`/judge/${project.slug}`} variant="primary">
                {t("index.open")}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </AppShell>
  );
}
