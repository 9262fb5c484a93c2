"use client";

import type { FormPlan } from "#lib/form/index.ts";
import { Button } from "../../../../../_components/button.tsx";
import { Dialog } from "../../../../../_components/dialog.tsx";
import { formatCount } from "../../../../../_components/english-figures.ts";
import { describeChanges, unitsOf } from "./block-words.ts";

/** What saving does, in sentences: what goes, what is made, what stays. */
export function consequencesOf(plan: FormPlan): string[] {
  const sentences = [describeChanges(plan.changes) + "."];
  if (plan.replacesUnits) {
    sentences.push(`Free places of ${unitsOf(plan.before)} go (${formatCount(plan.freeSlotCount)}); the worker makes ${unitsOf(plan.after)} for ${plan.itemCount === 1 ? "1 item" : `${formatCount(plan.itemCount)} items`}.`);
  } else sentences.push(`What is handed out from now on is asked under version ${plan.version}.`);
  if (plan.answerCount > 0) sentences.push(`${plan.answerCount === 1 ? "The one answer given stays" : `The ${formatCount(plan.answerCount)} answers given stay`} under version ${plan.currentVersion}.`);
  if (plan.openCount > 0) sentences.push(`${plan.openCount === 1 ? "One that somebody has open is" : `${formatCount(plan.openCount)} that people have open are`} still answered as they were handed out.`);
  return sentences;
}

type SaveDialogProps = { plan: FormPlan | null; isBusy: boolean; onSave: () => void; onClose: () => void };

export function SaveDialog({ plan, isBusy, onSave, onClose }: SaveDialogProps) {
  return (
    <Dialog open={plan !== null} onClose={onClose} title={plan ? `Save version ${plan.version}` : ""}>
      {plan ? (
        <div className="flex flex-col gap-4">
          <ul className="flex list-disc flex-col gap-2 pl-5 text-base">
            {consequencesOf(plan).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Go on editing</Button>
            <Button variant="primary" onClick={onSave} disabled={isBusy} autoFocus>
              {isBusy ? "Saving …" : `Save version ${plan.version}`}
            </Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
