import { getTranslations } from "next-intl/server";
import { DIMENSIONS } from "#lib/project/index.ts";
import { AppShell } from "../../../_components/app-shell.tsx";
import { ClientMessages } from "../../../_components/client-messages.tsx";
import { PageHeader } from "../../../_components/page-header.tsx";
import { requireActorHere } from "../../../_server/get-actor.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { ProjectForm } from "./project-form.tsx";

export const generateMetadata = pageTitle("newProject");

export default async function NewProjectPage() {
  const t = await getTranslations("projects");
  const titles = await getTranslations("titles");
  const actor = await requireActorHere();
  return (
    <AppShell person={actor.email ?? actor.pseudonym} trail={titles("projects")}>
      <PageHeader title={titles("newProject")}>{t("new.lead")}</PageHeader>
      <ClientMessages areas={["projects", "manage"]}>
        <ProjectForm dimensions={DIMENSIONS} />
      </ClientMessages>
    </AppShell>
  );
}
