import type { Metadata } from "next";
import { QualityRules } from "#lib/annotator/index.ts";
import { listGold, suggestGold } from "#lib/gold/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { formatPercent } from "../../../../_components/english-figures.ts";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { GoldTable } from "./gold-table.tsx";
import { QuizForm } from "./quiz-form.tsx";
import { RulesForm } from "./rules-form.tsx";
import { SuggestionForm } from "./suggestion-form.tsx";

export const metadata: Metadata = { title: "Quality" };

export default async function QualityPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const [gold, suggestions] = await Promise.all([listGold(actor, project.id), suggestGold(actor, project.id)]);
  return (
    <>
      <PageHeader title="Quality">
        Comparisons whose answer is known, the quiz before the work, and what happens by itself. {formatPercent(project.goldShare, 0)} of what a person is handed is gold, {formatPercent(project.repeatShare, 0)} repeats; the shares are in the settings.
      </PageHeader>
      <SectionTitle title="Gold" count={gold.length} />
      {gold.length === 0 ? (
        <EmptyState title="No gold yet" action={<ButtonLink href={`/projects/${slug}/comparisons`}>Choose a comparison</ButtonLink>}>
          Take suggestions below, or open a comparison and make it gold.
        </EmptyState>
      ) : (
        <GoldTable gold={gold} slug={slug} />
      )}
      {suggestions.length > 0 ? (
        <section aria-label="Suggested gold">
          <SectionTitle title="Suggestions" count={suggestions.length}>
            Pairs whose answer is certain: by how the pictures were made, by an implanted defect, or because four people or more all agree.
          </SectionTitle>
          <SuggestionForm slug={slug} suggestions={suggestions} />
        </section>
      ) : null}
      {role === "OWNER" ? (
        <>
          <SectionTitle title="Entry quiz">After each question the right answer is explained. Its pairs are not asked among the work.</SectionTitle>
          <QuizForm slug={slug} project={project} questionCount={gold.filter((row) => row.inQuiz).length} />
          <SectionTitle title="Rules">Looked at after every tenth judgment of an annotator, and now when you save. Nothing is deleted; everything can be taken back on the person’s page.</SectionTitle>
          <RulesForm slug={slug} rules={QualityRules.parse(project.qualityRules)} />
        </>
      ) : null}
    </>
  );
}
