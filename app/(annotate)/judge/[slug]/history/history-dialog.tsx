"use client";

import { useTranslations } from "next-intl";
import { useContext, useEffect, useState } from "react";
import type { KnownError } from "../../../../_messages/explain-error.ts";
import { Button } from "../../../../_components/button.tsx";
import { Dialog } from "../../../../_components/dialog.tsx";
import { Skeleton } from "../../../../_components/skeleton.tsx";
import { useExplain } from "../../../../_components/use-explain.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { type HistoryPage, type PastJudgment, RequestFailure } from "../judging-api.ts";
import { JudgingSourceContext } from "../judging-source.ts";
import { nameOfEdit } from "../viewer/placed-pictures.ts";
import { useDescribeAnswer } from "./describe-answer.ts";

type Loaded = { page: number; result: HistoryPage | { failure: KnownError | null } };

function Row({ past, onChange }: { past: PastJudgment; onChange: (past: PastJudgment) => void }) {
  const t = useTranslations("history");
  const describeAnswer = useDescribeAnswer();
  const { formatOwnMoment } = useFigures();
  const isRanking = past.form.blocks.some(({ kind }) => kind === "rank");
  const names = past.view.edits.map((_, index) => nameOfEdit(index, isRanking));
  return (
    <li className="flex gap-3 border-b border-line py-3 max-sm:flex-col">
      <div className="flex shrink-0 gap-1">
        {[...past.view.sources.slice(0, 1), ...past.view.edits.slice(0, 4)].map((picture, index) => (
          <img key={index} src={picture.address} alt="" loading="lazy" className="size-14 bg-sunken object-contain" />
        ))}
      </div>
      <div className="min-w-0 flex-1">
        <p lang={past.view.language} className="truncate text-base font-medium">{past.view.instruction}</p>
        <p className="text-small text-ink-soft">{describeAnswer(past, names).join(" · ")}</p>
        <p className="text-small text-ink-faint tabular-nums">{formatOwnMoment(new Date(past.submittedAt))}</p>
      </div>
      {past.changeableUntil !== null ? (
        <Button size="small" onClick={() => onChange(past)}>
          {t("change")}
        </Button>
      ) : null}
    </li>
  );
}

/** A person's own answers, latest first, with a way to change those whose window is open. */
export function HistoryDialog({ slug, onClose, onChange }: { slug: string; onClose: () => void; onChange: (past: PastJudgment) => void }) {
  const t = useTranslations("history");
  const s = useTranslations("shell");
  const explain = useExplain();
  const { readHistory } = useContext(JudgingSourceContext);
  const [page, setPage] = useState(1);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const finish = (result: Loaded["result"]) => isCurrent && setLoaded({ page, result });
    readHistory(slug, page).then(finish, (error: unknown) => finish({ failure: error instanceof RequestFailure ? error : null }));
    return () => {
      isCurrent = false;
    };
  }, [slug, page, readHistory]);
  const result = loaded?.page === page ? loaded.result : null;
  return (
    <Dialog open onClose={onClose} title={t("title")} wide>
      {result === null ? (
        <div role="status" aria-busy="true" aria-label={s("loading")} className="flex flex-col gap-3">
          <Skeleton className="h-14" />
          <Skeleton className="h-14" />
        </div>
      ) : "failure" in result ? (
        <p role="alert">{result.failure ? explain(result.failure) : t("failed")}</p>
      ) : result.total === 0 ? (
        <p className="text-base text-ink-soft">{t("empty")}</p>
      ) : (
        <>
          <ul aria-label={t("list")}>
            {result.rows.map((past) => (
              <Row key={past.id} past={past} onChange={onChange} />
            ))}
          </ul>
          <div className="flex items-center justify-between pt-3 text-small text-ink-soft">
            <Button size="small" disabled={page <= 1} onClick={() => setPage(page - 1)}>
              {t("later")}
            </Button>
            <span className="tabular-nums">{t("page", { page, pages: Math.ceil(result.total / result.pageSize) })}</span>
            <Button size="small" disabled={page * result.pageSize >= result.total} onClick={() => setPage(page + 1)}>
              {t("earlier")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
