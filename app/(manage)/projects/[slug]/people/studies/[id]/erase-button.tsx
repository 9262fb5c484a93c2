"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../../../../_components/button.tsx";
import { EMPTY_FORM } from "../../../../../form-state.ts";
import { FormFeedback } from "../../../../../_components/form-feedback.tsx";
import { submitErasure } from "../actions.ts";

/** Removes all of a study's panel ids, after a second press. */
export function EraseButton({ slug, studyId, isClosed }: { slug: string; studyId: string; isClosed: boolean }) {
  const t = useTranslations("studies.erase");
  const [isAsking, setAsking] = useState(false);
  const [state, setState] = useState(EMPTY_FORM);
  const [isPending, startTransition] = useTransition();
  const erase = () =>
    startTransition(async () => {
      setState(await submitErasure(slug, studyId, null));
      setAsking(false);
    });
  return (
    <div className="flex max-w-3xl flex-col items-start gap-3">
      {isAsking ? (
        <Button variant="danger" onClick={erase} disabled={isPending} onBlur={() => setAsking(false)} autoFocus>
          {isPending ? t("erasing") : t("sure")}
        </Button>
      ) : (
        <Button onClick={() => setAsking(true)} disabled={!isClosed}>
          {t("ask")}
        </Button>
      )}
      <FormFeedback state={state} />
    </div>
  );
}
