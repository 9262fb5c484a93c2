"use client";

import { useTranslations } from "next-intl";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Notice } from "../../../../../_components/notice.tsx";
import { useExplain } from "../../../../../_components/use-explain.ts";
import { useFigures } from "../../../../../_components/use-figures.ts";
import type { CheckAnswer, CheckStage } from "./use-check.ts";

type Pass = NonNullable<NonNullable<CheckAnswer["result"]>["results"]>[number];

const SHORT_HASH = 10;
/** As every page orders them; JSON that was stored has lost its order. */
const ORDER = ["prompt_following", "consistency", "visual_quality", "overall"];

function PassResult({ pass }: { pass: Pass }) {
  const t = useTranslations("scorers.replies");
  const explain = useExplain();
  const dimensionName = useDimensionName();
  const { formatNumber } = useFigures();
  return (
    <li className="border-t border-line py-2">
      <p className="flex flex-wrap gap-x-4 text-base tabular-nums">
        <span className="font-semibold">{t("pass", { number: pass.pass + 1 })}</span>
        {ORDER.filter((dimension) => pass.values?.[dimension] !== undefined).map((dimension) => (
          <span key={dimension}>
            <span className="text-ink-faint">{dimensionName(dimension)}</span> {formatNumber(pass.values?.[dimension])}
          </span>
        ))}
        {pass.error ? (
          <span className="text-loss">
            {t("failed", { reason: explain(pass.error) })} <code className="font-mono text-small">{pass.error.code}</code>
          </span>
        ) : null}
      </p>
      {pass.reasoning ? <p className="max-w-prose text-base text-ink-soft">{pass.reasoning}</p> : null}
      {pass.replies.map((reply) => (
        <div key={`${reply.part} ${reply.attempt}`} className="mt-2 min-w-0">
          <p className="text-small font-semibold text-ink-faint">
            {t("call", { part: reply.part, attempt: reply.attempt })} {reply.error ? <span className="font-normal text-loss">{explain(reply.error)}</span> : null}
          </p>
          <pre className="max-h-64 overflow-auto font-mono text-small whitespace-pre-wrap break-words" tabIndex={0}>
            {reply.text ?? t("noText")}
          </pre>
        </div>
      ))}
    </li>
  );
}

/** What came of trying or saving: the wait, the refusal, or the scores and replies of one edit. */
export function TrialResult({ stage }: { stage: CheckStage }) {
  const t = useTranslations("scorers.form");
  const explain = useExplain();
  const { answer, form, isBusy, isLost } = stage;
  if (isBusy) return <Notice>{t("waiting")}</Notice>;
  if (form.problem) return <Notice tone="loss">{form.problem}</Notice>;
  if (isLost) return <Notice tone="loss">{t("lost")}</Notice>;
  if (!answer) return null;
  if (answer.state === "FAILED") {
    return (
      <Notice tone="loss">
        {explain({ code: answer.errorCode, message: answer.errorMessage ?? "" })} <code className="font-mono text-small">{answer.errorCode}</code>
      </Notice>
    );
  }
  const results = answer.result?.results ?? [];
  const version = answer.result?.version.slice(0, SHORT_HASH) ?? "";
  return (
    <section aria-live="polite" className="min-w-0" data-trial="done">
      <p className="mb-2 text-base font-medium">{results.some((pass) => pass.ok) ? t("tried", { version }) : t("triedNone", { version })}</p>
      <ol>
        {results.map((pass) => (
          <PassResult key={pass.pass} pass={pass} />
        ))}
      </ol>
    </section>
  );
}
