import { useTranslations } from "next-intl";
import type { ShownLearnedRun } from "#lib/learn/index.ts";
import { Notice } from "../../../../../../_components/notice.tsx";
import { Progress } from "../../../../../../_components/progress.tsx";
import { useExplain } from "../../../../../../_components/use-explain.ts";
import { useFigures } from "../../../../../../_components/use-figures.ts";

/** How far a run is, and why it waits or ended. */
export function LearningProgress({ run, workerCount }: { run: ShownLearnedRun; workerCount: number }) {
  const t = useTranslations("teach.progress");
  const explain = useExplain();
  const { formatCount } = useFigures();
  if (run.state === "FAILED") {
    return (
      <Notice tone="loss">
        {explain({ code: run.errorCode, message: run.errorMessage ?? "" })} <code className="font-mono text-small">{run.errorCode}</code>
      </Notice>
    );
  }
  if (run.state === "CANCELLED") return <Notice>{t("cancelled")}</Notice>;
  if (run.state === "DONE") return null;
  return (
    <div className="mb-6 flex max-w-2xl flex-col gap-3">
      <div>
        <p className="mb-1 text-base tabular-nums">{t(`stages.${run.stage}`, { done: formatCount(run.doneCount), all: formatCount(run.totalCount) })}</p>
        <Progress value={run.doneCount} total={run.totalCount} label={t("label")} />
      </div>
      {workerCount === 0 ? <Notice tone="attention">{t("noWorker")}</Notice> : <p className="text-small text-ink-faint">{t("stays")}</p>}
    </div>
  );
}
