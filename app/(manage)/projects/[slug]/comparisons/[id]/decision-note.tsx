"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { Button } from "../../../../../_components/button.tsx";
import { Input } from "../../../../../_components/field.tsx";
import { EMPTY_FORM } from "../../../../form-state.ts";
import { submitWithdrawal } from "../../adjudication/actions.ts";

/** Who decided this comparison and why, and the way to withdraw it. */
export function DecisionNote({ slug, comparisonId, reviewer, reason, moment }: { slug: string; comparisonId: string; reviewer: string; reason: string; moment: string }) {
  const t = useTranslations("comparison.decision");
  const [isAsking, setAsking] = useState(false);
  const [state, action, isPending] = useActionState(submitWithdrawal.bind(null, slug, comparisonId), EMPTY_FORM);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3 border-l-2 border-accent pl-3 text-base">
      <p className="min-w-0 flex-1">{t("by", { reviewer, moment, reason })}</p>
      {isAsking ? (
        <form action={action} className="flex flex-wrap items-center gap-2">
          <Input name="reason" aria-label={t("why")} placeholder={t("why")} required maxLength={2_000} autoFocus className="w-64" />
          <Button type="submit" variant="danger" disabled={isPending}>
            {t("submit")}
          </Button>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            {t("keep")}
          </Button>
        </form>
      ) : (
        <Button size="small" variant="ghost" onClick={() => setAsking(true)}>
          {t("ask")}
        </Button>
      )}
      {state.problem ? <p className="basis-full text-small text-loss">{state.problem}</p> : null}
    </div>
  );
}
