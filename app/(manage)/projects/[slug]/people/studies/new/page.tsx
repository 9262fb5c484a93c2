import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "../../../../../../_components/page-header.tsx";
import { loadProject } from "../../../../../_server/load-project.ts";
import { StudyForm } from "./study-form.tsx";

export const metadata: Metadata = { title: "New study" };

export default async function NewStudyPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  return (
    <>
      <PageHeader title="New study">Make the study here first: the panel’s form then asks for the link and the codes.</PageHeader>
      <StudyForm slug={slug} />
    </>
  );
}
