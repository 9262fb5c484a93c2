"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Ending, OwnProgress } from "#lib/judgment/index.ts";
import { Button, ButtonLink } from "../../../_components/button.tsx";
import { perHour } from "../../../_components/figure.ts";
import { Skeleton } from "../../../_components/skeleton.tsx";
import { useExplain } from "../../../_components/use-explain.ts";
import { useFigures } from "../../../_components/use-figures.ts";
import type { Situation } from "./use-units.ts";

/** The real layout, empty: nothing shifts when the pictures arrive. */
export function LoadingStage() {
  const s = useTranslations("shell");
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col gap-3 p-3" aria-busy="true" aria-label={s("loading")}>
      <div className="grid min-h-0 flex-1 grid-cols-1 gap-2 md:grid-cols-3">
        <Skeleton />
        <Skeleton className="hidden md:block" />
        <Skeleton className="hidden md:block" />
      </div>
      <Skeleton className="h-44" />
    </div>
  );
}

type FinishedProps = { progress: OwnProgress; ending: Ending; notice: string; onLookAgain: () => void; onUndo: () => void };

/** Why there is nothing more, what was done and how fast; and the way back to the last answer. */
export function FinishedStage({ progress, ending, notice, onLookAgain, onUndo }: FinishedProps) {
  const t = useTranslations("judge");
  const { counted, formatCount, formatDuration } = useFigures();
  const { total, medianDurationMs: median } = progress;
  const isEmpty = total === 0 && ending === "no_work";
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{isEmpty ? t("finished.nothing") : t(`finished.${ending}.title`)}</h2>
      <p className="max-w-prose text-base text-ink-soft">
        {isEmpty ? t("finished.later") : median === null ? t("finished.count", counted(total)) : t("finished.countAndPace", { ...counted(total), pace: formatDuration(median), perHour: formatCount(perHour(median)) })} {isEmpty ? "" : t(`finished.${ending}.next`)}
      </p>
      <div className="mt-3 flex gap-2">
        <Button onClick={onLookAgain}>{t("finished.again")}</Button>
        {total > 0 ? <Button onClick={onUndo}>{t("finished.change")}</Button> : null}
        <ButtonLink href="/signout" variant="ghost" prefetch={false}>
          {t("header.signOut")}
        </ButtonLink>
      </div>
      <p role="status" className="min-h-5 text-small text-ink-soft">
        {notice}
      </p>
    </div>
  );
}

export function FailedStage({ situation, onRetry }: { situation: Extract<Situation, { kind: "failed" }>; onRetry: () => void }) {
  const t = useTranslations("judge");
  const explain = useExplain();
  const isSignedOut = situation.code === "unauthenticated";
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{isSignedOut ? t("failed.signedOut") : situation.code === "offline" ? t("failed.offline") : t("failed.other")}</h2>
      <p className="max-w-prose text-base text-ink-soft">{explain(situation)} {t("failed.kept")}</p>
      <div className="mt-3">
        {isSignedOut ? (
          <Button variant="primary" onClick={() => window.location.assign(`/signin?next=${encodeURIComponent(window.location.pathname)}`)}>
            {t("failed.signIn")}
          </Button>
        ) : (
          <Button variant="primary" onClick={onRetry}>
            {t("failed.again")}
          </Button>
        )}
      </div>
    </div>
  );
}

export function PausedStage({ onResume, children }: { onResume: () => void; children?: ReactNode }) {
  const t = useTranslations("judge");
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{t("paused.title")}</h2>
      <p className="text-base text-ink-soft">{t("paused.text")}</p>
      <Button variant="primary" className="mt-3" onClick={onResume} autoFocus>
        {t("paused.goOn")}
      </Button>
      {children}
    </div>
  );
}
