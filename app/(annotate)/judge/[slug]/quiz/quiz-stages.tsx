"use client";

import type { QuizStanding } from "#lib/quiz/index.ts";
import { Button, ButtonLink } from "../../../../_components/button.tsx";
import { StudyCode } from "../../../../_components/study-code.tsx";

type StageProps = { standing: QuizStanding; isBusy: boolean; onStart: () => void };

const tries = (count: number) => (count === 1 ? "one more try" : `${count} more tries`);

function Ready({ standing: { attempt, attemptsLeft, passMark }, isBusy, onStart }: StageProps) {
  return (
    <>
      <h1 className="text-title font-semibold">{attempt ? "Not passed this time" : "A short quiz first"}</h1>
      <p className="max-w-prose text-base text-ink-soft">
        {attempt
          ? `${attempt.right} of ${attempt.total} were right; ${attempt.passMark} are needed. You have ${tries(attemptsLeft)}; the pairs come in another order.`
          : `You see pairs whose answer is known, and after each one you read why. ${passMark} right answers let you start judging. Take your time: nothing here is measured by the clock.`}
      </p>
      <Button variant="primary" size="large" className="mt-3" onClick={onStart} disabled={isBusy}>
        {attempt ? "Try again" : "Start the quiz"}
      </Button>
    </>
  );
}

/** Everything but a question: before the quiz, and how it ended. */
export function QuizStage(props: StageProps) {
  const { state, attempt, project, participation } = props.standing;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      {state === "ready" ? <Ready {...props} /> : null}
      {state === "passed" || state === "off" ? (
        <>
          <h1 className="text-title font-semibold">{state === "passed" ? "Passed" : "There is no quiz here"}</h1>
          {state === "passed" && attempt ? <p className="text-base text-ink-soft">{`${attempt.right} of ${attempt.total} were right. Thank you for taking care.`}</p> : null}
          <ButtonLink variant="primary" size="large" className="mt-3" href={`/judge/${project.slug}`} prefetch={false}>
            Start judging
          </ButtonLink>
        </>
      ) : null}
      {state === "failed" ? (
        <>
          <h1 className="text-title font-semibold">Not passed</h1>
          <p className="max-w-prose text-base text-ink-soft">{attempt ? `${attempt.right} of ${attempt.total} were right; ${attempt.passMark} were needed. ` : ""}There are no tries left. Thank you for your time; the project’s owner can say what comes next.</p>
          {participation?.code && participation.returnAddress ? (
            <div className="mt-4 w-full max-w-sm">
              <StudyCode code={participation.code} returnAddress={participation.returnAddress} />
            </div>
          ) : (
            <ButtonLink className="mt-3" href="/judge">
              See your projects
            </ButtonLink>
          )}
        </>
      ) : null}
    </div>
  );
}
