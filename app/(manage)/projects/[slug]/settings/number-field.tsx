import { Field, Input } from "../../../../_components/field.tsx";

type NumberFieldProps = { name: string; label: string; hint: string; unit?: string; error?: string; value: number | null; min: number; max: number; step?: number };

/** A number with its unit and what it means; the reason of a refusal stands in place of the hint. */
export function NumberField({ name, label, hint, unit, error, value, min, max, step = 1 }: NumberFieldProps) {
  return (
    <Field id={name} label={label} hint={hint} error={error}>
      <span className="flex items-center gap-2">
        <Input id={name} name={name} type="number" inputMode="decimal" min={min} max={max} step={step} defaultValue={value ?? ""} className="max-w-28 tabular-nums" aria-invalid={error ? true : undefined} aria-describedby={error ? `${name}-error` : `${name}-hint`} />
        {unit ? <span className="text-base text-ink-soft">{unit}</span> : null}
      </span>
    </Field>
  );
}
