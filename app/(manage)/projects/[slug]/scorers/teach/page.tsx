import { getTranslations } from "next-intl/server";
import { getReadiness, listLearnedRuns } from "#lib/learn/index.ts";
import { listProjectScorers } from "#lib/scorer/index.ts";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../../_components/auto-refresh.tsx";
import { Door } from "../../../../_components/door.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject } from "../../../../_server/load-project.ts";
import { SHORT_HASH } from "../scorer-table.tsx";
import { ReadinessFacts } from "./readiness-facts.tsx";
import { LearnedRunTable } from "./run-table.tsx";
import { StartForm } from "./start-form.tsx";

export const generateMetadata = pageTitle("teach");

const REFRESH_MS = 3_000;

export default async function TeachPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("teach");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const [readiness, runs, scorers] = await Promise.all([getReadiness(actor, project), listLearnedRuns(actor, project.id), listProjectScorers(actor, project.id)]);
  const open = runs.find(({ finishedAt }) => finishedAt === null);
  const stackable = scorers
    .filter(({ kind, isRunnable }) => isRunnable && kind !== "starter" && kind !== "learned")
    .map(({ id, name, hash, scoredCount, candidateCount }) => ({ id, name, hash: hash.slice(0, SHORT_HASH), isComplete: scoredCount === candidateCount && candidateCount > 0 }));
  return (
    <>
      <PageHeader title={titles("teach")}>{t("lead")}</PageHeader>
      {open ? <AutoRefresh everyMs={REFRESH_MS} /> : null}
      <SectionTitle title={t("readiness.title")}>{t("readiness.lead")}</SectionTitle>
      <ReadinessFacts readiness={readiness} slug={slug} />
      <SectionTitle title={t("start.title")} />
      {open ? (
        <Notice>
          {t("start.going")} <Door href={`/projects/${slug}/scorers/teach/${open.id}`}>{t("start.look")}</Door>
        </Notice>
      ) : role === "OWNER" ? (
        <StartForm slug={slug} stackable={stackable} isReady={readiness.missing.length === 0} />
      ) : (
        <p className="text-base text-ink-soft">{t("start.ownersOnly")}</p>
      )}
      <SectionTitle title={t("runs.title")} count={runs.length} />
      {runs.length === 0 ? <EmptyState title={t("runs.none")}>{t("runs.noneText")}</EmptyState> : <LearnedRunTable runs={runs} slug={slug} />}
    </>
  );
}
