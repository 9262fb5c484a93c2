import { Checkbox } from "../../_components/field.tsx";
import { dimensionName } from "../../_components/figure.ts";

const QUESTIONS: Record<string, string> = {
  prompt_following: "Does the edit do what the instruction asks?",
  consistency: "Is everything else left as it was?",
  visual_quality: "Is the picture free of flaws?",
  overall: "Which one would you take?",
};

/** Which questions annotators answer for each pair. */
export function DimensionChoice({ all, chosen, error, disabled }: { all: readonly string[]; chosen: readonly string[]; error?: string; disabled?: boolean }) {
  return (
    <fieldset disabled={disabled} className="disabled:opacity-60">
      <legend className="mb-1 text-base font-medium">Dimensions</legend>
      <ul className="divide-y divide-line border-y border-line">
        {all.map((dimension) => (
          <li key={dimension} className="flex flex-wrap items-baseline gap-x-3 py-2">
            <Checkbox name="dimensions" value={dimension} defaultChecked={chosen.includes(dimension)} label={<span className="inline-block w-40">{dimensionName(dimension)}</span>} />
            <span className="w-full pl-6 text-small text-ink-faint sm:w-auto sm:pl-0">{QUESTIONS[dimension]}</span>
          </li>
        ))}
      </ul>
      {error ? <p className="mt-1 text-small text-loss">{error}</p> : null}
    </fieldset>
  );
}
