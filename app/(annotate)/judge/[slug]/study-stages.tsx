"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import type { OwnParticipation } from "#lib/recruiting/index.ts";
import { Button } from "../../../_components/button.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { StudyCode } from "../../../_components/study-code.tsx";
import { useFigures } from "../../../_components/use-figures.ts";
import { leaveStudy } from "./judging-api.ts";

/** Where a panel's participant ends up: thanks and the code, or what to do without one. */
export function StudyEndedStage({ participation, progress }: { participation: OwnParticipation; progress: OwnProgress }) {
  const t = useTranslations("study");
  const { counted, sentenceGap } = useFigures();
  if (participation.state === "STARTED") return null;
  const { state, code, returnAddress } = participation;
  const isKept = (state === "RETURNED" || state === "TIMED_OUT") && progress.total > 0;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold text-balance">{t(`titles.${state}`)}</h2>
      <p className="max-w-prose text-base text-ink-soft">{[isKept ? t("ended.kept", counted(progress.total)) : "", t(`ended.${state}`, counted(progress.total))].filter(Boolean).join(sentenceGap)}</p>
      {code && returnAddress ? (
        <div className="mt-4 w-full max-w-sm">
          <StudyCode code={code} returnAddress={returnAddress} />
        </div>
      ) : null}
    </div>
  );
}

type StopProps = { slug: string; waiting: number; onLeft: (participation: OwnParticipation) => void };

/** On the pause screen: gives up the rest, after a second press. Answers on their way are stored first. */
export function StopAndReturn({ slug, waiting, onLeft }: StopProps) {
  const t = useTranslations("study.stop");
  const { formatCount } = useFigures();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    setProblem(null);
    try {
      onLeft(await leaveStudy(slug));
    } catch {
      setProblem(t("failed"));
      setBusy(false);
    }
  };
  if (!isAsking) {
    return (
      <div className="mt-6 flex flex-col items-center gap-2">
        <p className="text-base text-ink-soft">{t("lead")}</p>
        <Button variant="ghost" onClick={() => setAsking(true)}>
          {t("ask")}
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-6 flex max-w-sm flex-col items-center gap-3">
      <p className="text-base text-ink-soft">{t("sure")}</p>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
      <Button variant="danger" onClick={leave} disabled={isBusy || waiting > 0}>
        {waiting > 0 ? t("saving", { shown: formatCount(waiting) }) : t(isBusy ? "stopping" : "submit")}
      </Button>
    </div>
  );
}
