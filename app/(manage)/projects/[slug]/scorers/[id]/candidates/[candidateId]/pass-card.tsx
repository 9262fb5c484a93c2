import { useTranslations } from "next-intl";
import type { CandidatePass } from "#lib/scorer/index.ts";
import { Badge } from "../../../../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../../../../_components/dimension-name.ts";
import { Notice } from "../../../../../../../_components/notice.tsx";
import { useExplain } from "../../../../../../../_components/use-explain.ts";
import { useFigures } from "../../../../../../../_components/use-figures.ts";

type Reply = CandidatePass["replies"][number];

function ReplyText({ reply, showsRound }: { reply: Reply; showsRound: boolean }) {
  const t = useTranslations("scorers.replies");
  const explain = useExplain();
  const { formatCount, formatDuration } = useFigures();
  const count = (tokens: number | null) => (tokens === null ? "–" : formatCount(tokens));
  return (
    <li className="min-w-0 border-t border-line py-2">
      <p className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-faint tabular-nums">
        <span className="font-semibold text-ink-soft">{t("call", { part: reply.part, attempt: reply.attempt })}</span>
        {showsRound ? <span>{t("round", { round: reply.round })}</span> : null}
        <span>{t("spent", { time: formatDuration(reply.ms), prompt: count(reply.promptTokens), completion: count(reply.completionTokens) })}</span>
        {reply.errorCode ? (
          <span className="text-loss">
            {explain({ code: reply.errorCode, message: reply.errorMessage ?? reply.errorCode })} <code className="font-mono">{reply.errorCode}</code>
          </span>
        ) : null}
      </p>
      {reply.text === null ? <p className="text-base text-ink-faint">{t("noText")}</p> : <pre className="max-h-96 overflow-auto font-mono text-small whitespace-pre-wrap break-words" tabIndex={0}>{reply.text}</pre>}
    </li>
  );
}

/** One pass: its numbers or why there are none, its reasoning, and every reply as it came. */
export function PassCard({ pass }: { pass: CandidatePass }) {
  const t = useTranslations("scorers.replies");
  const explain = useExplain();
  const dimensionName = useDimensionName();
  const { formatNumber } = useFigures();
  const rounds = new Set(pass.replies.map((reply) => reply.round)).size;
  return (
    <section className="mb-8 min-w-0">
      <h2 className="mb-2 flex flex-wrap items-center gap-3 text-lead font-semibold">
        {t("pass", { number: pass.pass + 1 })}
        {pass.repaired ? (
          <Badge tone="attention" title={t("repairedWhy")}>
            {t("repaired")}
          </Badge>
        ) : null}
      </h2>
      {pass.failure ? (
        <Notice tone="loss" className="mb-2">
          {t("failed", { reason: explain(pass.failure) })} <code className="font-mono text-small">{pass.failure.code}</code>
        </Notice>
      ) : null}
      <dl className="mb-2 flex flex-wrap gap-x-6 gap-y-1 text-base tabular-nums">
        {Object.entries(pass.values).map(([dimension, value]) => (
          <div key={dimension} className="flex gap-2">
            <dt className="text-ink-faint">{dimensionName(dimension)}</dt>
            <dd className="font-medium">{formatNumber(value)}</dd>
          </div>
        ))}
        {Object.entries(pass.extra).map(([name, value]) => (
          <div key={name} className="flex gap-2">
            <dt className="font-mono text-small text-ink-faint">{name}</dt>
            <dd>{formatNumber(value, 3)}</dd>
          </div>
        ))}
      </dl>
      {pass.reasoning ? (
        <div className="mb-2 max-w-prose text-base">
          <h3 className="text-small font-semibold text-ink-faint">{t("reasoning")}</h3>
          <p className="whitespace-pre-wrap break-words">{pass.reasoning}</p>
        </div>
      ) : null}
      {pass.replies.length === 0 ? (
        <p className="text-base text-ink-faint">{t("noCalls")}</p>
      ) : (
        <ol>
          {pass.replies.map((reply) => (
            <ReplyText key={String(reply.id)} reply={reply} showsRound={rounds > 1} />
          ))}
        </ol>
      )}
    </section>
  );
}
