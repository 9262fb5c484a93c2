import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { TASK_GROUPS } from "#lib/item/index.ts";
import { computeLeaderboards, type Leaderboards, readLeaderboardInput } from "#lib/leaderboard/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { type FilterOption, FilterSelect } from "../../../_components/filter-select.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readSearch, type Search } from "../../../_server/search.ts";
import { BoardSection } from "./board-section.tsx";

export const generateMetadata = pageTitle("leaderboard");

const CORRECTED = ["side", "magnitude", "side,magnitude"] as const;

function Filters({ boards, task }: { boards: Leaderboards; task?: string }) {
  const t = useTranslations("leaderboard");
  const r = useTranslations("report");
  const c = useTranslations("comparisons");
  const groups = (Object.keys(TASK_GROUPS) as (keyof typeof TASK_GROUPS)[]).filter((group) => TASK_GROUPS[group].some((type) => boards.taskTypes.includes(type)));
  const tasks: FilterOption[] = [...groups.map((group) => ({ value: `group:${group}`, label: r(`groups.${group}`) })), ...boards.taskTypes.map((type) => ({ value: type, label: type }))];
  return (
    <FilterBar label={t("filter")}>
      <FilterSelect name="people" label={r("people.label")} any={r("people.all")} value={boards.filter.people === "all" ? undefined : boards.filter.people} options={(["people", "simulated"] as const).map((value) => ({ value, label: c(`people.${value}`) }))} />
      {tasks.length > 1 ? <FilterSelect name="task" label={r("filter.task")} value={task} options={tasks} /> : null}
      {boards.origins.length > 1 ? <FilterSelect name="origin" label={r("filter.origin")} value={boards.filter.origin} options={boards.origins.map((value) => ({ value, label: r(`origins.${value}`) }))} /> : null}
      <FilterSelect name="correct" label={t("correct.label")} any={t("correct.nothing")} value={boards.correct.length > 0 ? boards.correct.join(",") : undefined} options={CORRECTED.map((value) => ({ value, label: t(`correct.${value === "side,magnitude" ? "both" : value}`) }))} />
    </FilterBar>
  );
}

function Method({ boards: { method } }: { boards: Leaderboards }) {
  const t = useTranslations("leaderboard");
  const { formatCount } = useFigures();
  const rules = [t("method.model"), t("method.intervals", { replicates: formatCount(method.replicates), seed: String(method.seed) }), t("method.ranks"), t("method.correction"), t("method.fragile")];
  return (
    <>
      <SectionTitle title={t("method.title")} />
      <ul className="max-w-4xl list-disc space-y-1 pl-5 text-base text-ink-soft">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </>
  );
}

export default async function LeaderboardPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("leaderboard");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor } = await loadProject(slug);
  const { task } = search;
  const boards = await computeLeaderboards(actor, slug, readLeaderboardInput(search));
  const [main] = boards.boards;
  const isEmpty = boards.boards.every(({ rows }) => rows.length === 0);
  return (
    <article>
      <PageHeader title={titles("leaderboard")}>{t("lead")}</PageHeader>
      {main ? <SimulatedNotice judgmentCount={main.judgmentCount} simulatedCount={main.simulatedCount} className="mb-4" /> : null}
      <Filters boards={boards} task={task} />
      {isEmpty ? (
        <EmptyState title={t("empty.title")} action={<ButtonLink href={`/projects/${slug}/people`} variant="primary">{t("empty.invite")}</ButtonLink>}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        boards.boards.map((board) => <BoardSection key={board.dimension} board={board} boards={boards} task={task} isOpen={board.dimension === boards.mainDimension} />)
      )}
      <Method boards={boards} />
    </article>
  );
}
