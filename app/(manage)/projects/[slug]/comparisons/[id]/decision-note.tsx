"use client";

import { useActionState, useState } from "react";
import { Button } from "../../../../../_components/button.tsx";
import { Input } from "../../../../../_components/field.tsx";
import { EMPTY_FORM } from "../../../../form-state.ts";
import { submitWithdrawal } from "../../adjudication/actions.ts";

/** Who decided this comparison and why, and the way to withdraw it. */
export function DecisionNote({ slug, comparisonId, reviewer, reason, at }: { slug: string; comparisonId: string; reviewer: string; reason: string; at: string }) {
  const [isAsking, setAsking] = useState(false);
  const [state, action, isPending] = useActionState(submitWithdrawal.bind(null, slug, comparisonId), EMPTY_FORM);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3 border-l-2 border-accent pl-3 text-base">
      <p className="min-w-0 flex-1">
        Decided by {reviewer}, {at}: “{reason}”
      </p>
      {isAsking ? (
        <form action={action} className="flex flex-wrap items-center gap-2">
          <Input name="reason" aria-label="Why it is withdrawn" placeholder="Why it is withdrawn" required maxLength={2_000} autoFocus className="w-64" />
          <Button type="submit" variant="danger" disabled={isPending}>
            Withdraw decision
          </Button>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </form>
      ) : (
        <Button size="small" variant="ghost" onClick={() => setAsking(true)}>
          Withdraw
        </Button>
      )}
      {state.problem ? <p className="basis-full text-small text-loss">{state.problem}</p> : null}
    </div>
  );
}
