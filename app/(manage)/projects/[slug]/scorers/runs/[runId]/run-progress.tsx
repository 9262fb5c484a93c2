import { useTranslations } from "next-intl";
import type { ListedRun } from "#lib/scoring-run/index.ts";
import { Notice } from "../../../../../../_components/notice.tsx";
import { Progress } from "../../../../../../_components/progress.tsx";
import { useExplain } from "../../../../../../_components/use-explain.ts";
import { useFigures } from "../../../../../../_components/use-figures.ts";

const MINUTE_MS = 60_000;

/** Passes a minute since it started, and what is left at that speed; null before there is a speed. */
function speedOf(run: ListedRun): { perMinute: number; leftMs: number } | null {
  const made = run.doneCount + run.failedCount;
  const elapsed = run.startedAt ? Date.now() - run.startedAt.getTime() : 0;
  if (run.state !== "RUNNING" || made === 0 || elapsed <= 0) return null;
  return { perMinute: (made / elapsed) * MINUTE_MS, leftMs: (run.openCount / made) * elapsed };
}

function StateNotice({ run, workerCount }: { run: ListedRun; workerCount: number }) {
  const t = useTranslations("scorers.progress");
  const explain = useExplain();
  const { counted } = useFigures();
  if (run.state === "FAILED") {
    return (
      <Notice tone="loss">
        {explain({ code: run.errorCode, message: run.errorMessage ?? "" })} <code className="font-mono text-small">{run.errorCode}</code>
      </Notice>
    );
  }
  if (run.state === "PAUSED") return <Notice tone="attention">{run.atWork ? t("pausing") : t("paused")}</Notice>;
  if (run.state === "CANCELLED") return <Notice>{t("cancelled")}</Notice>;
  if (run.state === "DONE") return run.failedCount > 0 ? <Notice tone="attention">{t("doneFailed", counted(run.failedCount))}</Notice> : <Notice>{t("doneClean")}</Notice>;
  if (workerCount === 0) return <Notice tone="attention">{t("noWorker")}</Notice>;
  return run.state === "QUEUED" ? <Notice>{t("waiting")}</Notice> : null;
}

/** How far a run is: n of m passes, the speed and what remains, and what it waits for. */
export function RunProgress({ run, workerCount }: { run: ListedRun; workerCount: number }) {
  const t = useTranslations("scorers.progress");
  const { formatCount, formatDuration, sentenceGap } = useFigures();
  const over = run.cachedCount + run.doneCount + run.failedCount;
  const speed = speedOf(run);
  return (
    <div className="mb-6 flex max-w-2xl flex-col gap-3">
      <div>
        <p className="mb-1 text-base tabular-nums">
          {t("of", { done: formatCount(over), all: formatCount(run.plannedCount) })}
          <span className="text-ink-soft">
            {sentenceGap || " "}
            {[run.cachedCount > 0 ? t("cached", { count: formatCount(run.cachedCount) }) : null, run.failedCount > 0 ? t("failed", { count: formatCount(run.failedCount) }) : null, speed ? t("speed", { rate: formatCount(Math.round(speed.perMinute)), left: formatDuration(speed.leftMs) }) : null]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </p>
        <Progress value={over} total={run.plannedCount} label={t("label")} />
      </div>
      <StateNotice run={run} workerCount={workerCount} />
    </div>
  );
}
