import type { Metadata } from "next";
import { DIMENSIONS } from "#lib/project/index.ts";
import { AppShell } from "../../../_components/app-shell.tsx";
import { PageHeader } from "../../../_components/page-header.tsx";
import { requireActorHere } from "../../../_server/get-actor.ts";
import { ProjectForm } from "./project-form.tsx";

export const metadata: Metadata = { title: "Create project" };

export default async function NewProjectPage() {
  const actor = await requireActorHere();
  return (
    <AppShell person={actor.email ?? actor.pseudonym} trail="Projects">
      <PageHeader title="Create project">You become its owner. Everything but the address can change until people have judged.</PageHeader>
      <ProjectForm dimensions={DIMENSIONS} />
    </AppShell>
  );
}
