"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { JudgingNotice } from "#lib/annotator/index.ts";
import { Button } from "../../../_components/button.tsx";
import { post } from "./judging-api.ts";

/** A calm word above the next comparison, until it is put away. It stops nothing. */
export function NoticeBar({ notice }: { notice: JudgingNotice | null }) {
  const t = useTranslations("judge.notices");
  const [put, setPut] = useState<string | null>(null);
  if (!notice || notice.id === put) return null;
  return (
    <div role="status" className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-attention-soft px-3 py-2 text-base text-attention">
      <span className="min-w-0 flex-1">{t(notice.kind)}</span>
      <Button
        size="small"
        onClick={() => {
          setPut(notice.id);
          void post("/api/v1/judging/notice", { id: notice.id }).catch(() => {});
        }}
      >
        {t("understood")}
      </Button>
    </div>
  );
}
