"use client";

import { useTranslations } from "next-intl";
import type { FormPlan } from "#lib/form/index.ts";
import { Button } from "../../../../../_components/button.tsx";
import { Dialog } from "../../../../../_components/dialog.tsx";
import type { Figures } from "../../../../../_components/figure.ts";
import { useFigures } from "../../../../../_components/use-figures.ts";
import type { Translate } from "../../../../../_messages/translate.ts";
import { describeChanges, unitsOf } from "./block-words.ts";

/** What saving does, in sentences: what goes, what is made, what stays. */
export function consequencesOf(plan: FormPlan, t: Translate<"questions">, { counted, formatCount }: Figures): string[] {
  const sentences = [t("dialog.changes", { changes: describeChanges(t, plan.changes) })];
  if (plan.replacesUnits) {
    sentences.push(t("dialog.replaces", { before: unitsOf(t, plan.before), placesShown: formatCount(plan.freeSlotCount), after: unitsOf(t, plan.after), ...counted(plan.itemCount) }));
  } else sentences.push(t("dialog.from", { version: plan.version }));
  if (plan.answerCount > 0) sentences.push(t("dialog.answers", { ...counted(plan.answerCount), version: plan.currentVersion }));
  if (plan.openCount > 0) sentences.push(t("dialog.open", counted(plan.openCount)));
  return sentences;
}

type SaveDialogProps = { plan: FormPlan | null; isBusy: boolean; onSave: () => void; onClose: () => void };

export function SaveDialog({ plan, isBusy, onSave, onClose }: SaveDialogProps) {
  const t = useTranslations("questions");
  const figures = useFigures();
  return (
    <Dialog open={plan !== null} onClose={onClose} title={plan ? t("dialog.title", { version: plan.version }) : ""}>
      {plan ? (
        <div className="flex flex-col gap-4">
          <ul className="flex list-disc flex-col gap-2 pl-5 text-base">
            {consequencesOf(plan, t, figures).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{t("dialog.keep")}</Button>
            <Button variant="primary" onClick={onSave} disabled={isBusy} autoFocus>
              {isBusy ? t("dialog.busy") : t("dialog.title", { version: plan.version })}
            </Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
