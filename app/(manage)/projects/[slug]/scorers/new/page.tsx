import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { listItems } from "#lib/item/index.ts";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { loadProject } from "../../../../_server/load-project.ts";
import { ScorerForm } from "./scorer-form.tsx";

export const generateMetadata = pageTitle("newScorer");

const ITEMS_OFFERED = 8;

export default async function NewScorerPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("scorers.form");
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  const { rows } = await listItems(actor, project.id, { filter: { state: "prepared" }, page: 1, pageSize: ITEMS_OFFERED });
  const candidates = rows.flatMap((item) => item.candidates.filter(({ picture }) => picture.state === "READY").slice(0, 2).map(({ id, externalId }) => ({ id, name: externalId })));
  return (
    <>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <ScorerForm slug={slug} candidates={candidates} />
    </>
  );
}
