"use client";

import { classNames } from "../../../../_components/class-names.ts";

/** One number of a scale. `anchors` say in words what a number means, on hover and to screen readers. */
export function ScoreChoice({ label, steps, value, anchors = {}, isEnabled, isActive, isBig, onChoose }: { label: string; steps: readonly number[]; value: number | null | undefined; anchors?: Record<string, string>; isEnabled: boolean; isActive?: boolean; isBig?: boolean; onChoose: (value: number) => void }) {
  return (
    <div role="radiogroup" aria-label={label} className={classNames("grid auto-cols-fr gap-px rounded-control", isBig && steps.length > 6 ? "grid-cols-6 gap-1" : "grid-flow-col", isActive && "outline-2 outline-accent outline-offset-1")}>
      {steps.map((step) => (
        <button
          key={step}
          type="button"
          role="radio"
          aria-checked={value === step}
          aria-label={anchors[step] ? `${step}: ${anchors[step]}` : String(step)}
          title={anchors[step]}
          disabled={!isEnabled}
          onClick={() => onChoose(step)}
          className={classNames("min-w-6 rounded-[4px] border text-base tabular-nums disabled:opacity-50", isBig ? "h-12" : "h-8", value === step ? "border-ink bg-ink font-semibold text-ground" : "border-line bg-surface hover:border-line-strong")}
        >
          {step}
        </button>
      ))}
    </div>
  );
}
