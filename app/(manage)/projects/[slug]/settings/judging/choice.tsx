import type { ReactNode } from "react";

type ChoiceProps<Value extends string> = { name: string; legend: string; value: Value; options: { value: Value; label: string; hint: string }[]; onChange: (value: Value) => void; children?: ReactNode };

/** One of a few, each with what it means; `children` are the fields that belong to the chosen one. */
export function Choice<Value extends string>({ name, legend, value, options, onChange, children }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 text-base font-medium">{legend}</legend>
      <ul className="divide-y divide-line border-y border-line">
        {options.map((option) => (
          <li key={option.value} className="py-2">
            <label className="flex items-baseline gap-2 text-base">
              <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} aria-describedby={`${name}-${option.value}`} className="shrink-0 translate-y-0.5 accent-accent" />
              {option.label}
            </label>
            <p id={`${name}-${option.value}`} className="mt-0.5 pl-[21px] text-small text-ink-faint">
              {option.hint}
            </p>
          </li>
        ))}
      </ul>
      {children}
    </fieldset>
  );
}
