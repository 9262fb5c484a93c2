import { getTranslations } from "next-intl/server";
import { QualityRules } from "#lib/annotator/index.ts";
import { listGold, suggestGold } from "#lib/gold/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { getFigures } from "../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { GoldTable } from "./gold-table.tsx";
import { QuizForm } from "./quiz-form.tsx";
import { RulesForm } from "./rules-form.tsx";
import { SuggestionForm } from "./suggestion-form.tsx";

export const generateMetadata = pageTitle("quality");

export default async function QualityPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("quality");
  const titles = await getTranslations("titles");
  const { formatPercent } = await getFigures();
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const [gold, suggestions] = await Promise.all([listGold(actor, project.id), suggestGold(actor, project.id)]);
  return (
    <>
      <PageHeader title={titles("quality")}>{t("lead", { gold: formatPercent(project.goldShare, 0), repeats: formatPercent(project.repeatShare, 0) })}</PageHeader>
      <SectionTitle title={t("gold.title")} count={gold.length} />
      {gold.length === 0 ? (
        <EmptyState title={t("gold.empty")} action={<ButtonLink href={`/projects/${slug}/comparisons`}>{t("gold.choose")}</ButtonLink>}>
          {t("gold.emptyText")}
        </EmptyState>
      ) : (
        <GoldTable gold={gold} slug={slug} />
      )}
      {suggestions.length > 0 ? (
        <section aria-label={t("suggestions.region")}>
          <SectionTitle title={t("suggestions.title")} count={suggestions.length}>
            {t("suggestions.lead")}
          </SectionTitle>
          <ClientMessages areas={["quality", "manage"]}>
            <SuggestionForm slug={slug} suggestions={suggestions} />
          </ClientMessages>
        </section>
      ) : null}
      {role === "OWNER" ? (
        <ClientMessages areas={["quality"]}>
          <SectionTitle title={t("quiz.title")}>{t("quiz.lead")}</SectionTitle>
          <QuizForm slug={slug} project={project} questionCount={gold.filter((row) => row.inQuiz).length} />
          <SectionTitle title={t("rules.title")}>{t("rules.lead")}</SectionTitle>
          <RulesForm slug={slug} rules={QualityRules.parse(project.qualityRules)} />
        </ClientMessages>
      ) : null}
    </>
  );
}
