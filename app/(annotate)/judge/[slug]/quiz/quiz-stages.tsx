"use client";

import { useTranslations } from "next-intl";
import type { QuizStanding } from "#lib/quiz/index.ts";
import { Button, ButtonLink } from "../../../../_components/button.tsx";
import { StudyCode } from "../../../../_components/study-code.tsx";

type StageProps = { standing: QuizStanding; isBusy: boolean; onStart: () => void };

function Ready({ standing: { attempt, attemptsLeft, passMark }, isBusy, onStart }: StageProps) {
  const t = useTranslations("quiz.ready");
  return (
    <>
      <h2 className="text-title font-semibold">{t(attempt ? "again" : "first")}</h2>
      <p className="max-w-prose text-base text-ink-soft">
        {attempt
          ? t("leadAgain", { right: attempt.right, total: attempt.total, passMark: attempt.passMark, left: attemptsLeft })
          : t("lead", { passMark })}
      </p>
      <Button variant="primary" size="large" className="mt-3" onClick={onStart} disabled={isBusy}>
        {t(attempt ? "tryAgain" : "start")}
      </Button>
    </>
  );
}

/** Everything but a question: before the quiz, and how it ended. */
export function QuizStage(props: StageProps) {
  const t = useTranslations("quiz");
  const { state, attempt, project, participation } = props.standing;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      {state === "ready" ? <Ready {...props} /> : null}
      {state === "passed" || state === "off" ? (
        <>
          <h2 className="text-title font-semibold">{t(state === "passed" ? "passed.title" : "passed.none")}</h2>
          {state === "passed" && attempt ? <p className="text-base text-ink-soft">{t("passed.text", { right: attempt.right, total: attempt.total })}</p> : null}
          <ButtonLink variant="primary" size="large" className="mt-3" href={`/judge/${project.slug}`} prefetch={false}>
            {t("passed.start")}
          </ButtonLink>
        </>
      ) : null}
      {state === "failed" ? (
        <>
          <h2 className="text-title font-semibold">{t("failed.title")}</h2>
          <p className="max-w-prose text-base text-ink-soft">{attempt ? t("failed.score", { right: attempt.right, total: attempt.total, passMark: attempt.passMark }) : null} {t("failed.text")}</p>
          {participation?.code && participation.returnAddress ? (
            <div className="mt-4 w-full max-w-sm">
              <StudyCode code={participation.code} returnAddress={participation.returnAddress} />
            </div>
          ) : (
            <ButtonLink className="mt-3" href="/judge">
              {t("failed.action")}
            </ButtonLink>
          )}
        </>
      ) : null}
    </div>
  );
}
