"use client";

import { useState, useTransition } from "react";
import { Button } from "../../../../../_components/button.tsx";
import { Checkbox, Field, Select, Textarea } from "../../../../../_components/field.tsx";
import { dimensionName } from "../../../../../_components/english-figures.ts";
import { FormFeedback } from "../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../_components/use-form-action.ts";
import { submitGold, submitGoldRemoval } from "../../quality/actions.ts";

type Known = { explanation: string; inQuiz: boolean; verdicts: Record<string, string> };
const OPTIONS = [
  { value: "", label: "not measured" },
  { value: "A", label: "A" },
  { value: "B", label: "B" },
  { value: "TIE", label: "equal" },
  { value: "BOTH_BAD", label: "both bad" },
];

/** Makes a pair gold: the answer to each question, why, and whether the entry quiz asks it. */
export function GoldForm({ slug, comparisonId, dimensions, gold }: { slug: string; comparisonId: string; dimensions: readonly string[]; gold: Known | null }) {
  const [isOpen, setOpen] = useState(gold !== null);
  const [isRemoving, startRemoval] = useTransition();
  const { state, isPending, onSubmit } = useFormAction(submitGold.bind(null, slug, comparisonId));
  if (!isOpen) return <Button onClick={() => setOpen(true)}>Make this gold</Button>;
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-4" aria-label="Gold">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {dimensions.map((dimension) => (
          <Field key={dimension} id={`gold-${dimension}`} label={dimensionName(dimension)}>
            <Select id={`gold-${dimension}`} name={dimension} defaultValue={gold?.verdicts[dimension] ?? ""}>
              {OPTIONS.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      <Field id="gold-explanation" label="Why" hint="Shown where gold is explained. Write {A} and {B} for the candidates: on the screen each may stand on either side.">
        <Textarea id="gold-explanation" name="explanation" maxLength={2_000} defaultValue={gold?.explanation ?? ""} />
      </Field>
      <Checkbox name="inQuiz" defaultChecked={gold?.inQuiz ?? false} label="Ask it in the entry quiz, and then not among the work" />
      <FormFeedback state={state} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={isPending}>
          {gold ? "Save" : "Make gold"}
        </Button>
        {gold ? (
          <Button variant="danger" disabled={isRemoving} onClick={() => startRemoval(async () => void (await submitGoldRemoval(slug, comparisonId)))}>
            Not gold any more
          </Button>
        ) : (
          <Button onClick={() => setOpen(false)}>Cancel</Button>
        )}
      </div>
    </form>
  );
}
