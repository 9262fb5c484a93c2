"use client";

import { useTranslations } from "next-intl";
import { type Block, SCALES } from "#lib/form/schemas.ts";
import type { DimensionName } from "#lib/project/schemas.ts";
import { Checkbox, Field, Input, Select } from "../../../../../_components/field.tsx";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { ListEditor } from "./list-editor.tsx";

/** `errors` are by field of the block. */
export type OptionProps<B extends Block> = { id: string; block: B; dimensions: readonly DimensionName[]; errors: Record<string, string>; onChange: (block: B) => void };

function DimensionOptions<B extends Extract<Block, { kind: "pair" | "rank" | "rate" }>>({ id, block, dimensions, errors, onChange }: OptionProps<B>) {
  const t = useTranslations("questions.options");
  const dimensionName = useDimensionName();
  const chosen = block.dimensions ?? dimensions;
  const toggle = (name: DimensionName, isOn: boolean) => {
    const next = dimensions.filter((dimension) => (dimension === name ? isOn : chosen.includes(dimension)));
    const { dimensions: _before, ...rest } = block;
    onChange((next.length === dimensions.length ? rest : { ...rest, dimensions: next }) as B);
  };
  return (
    <fieldset>
      <legend className="mb-1 text-base font-medium">{t("dimensions")}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {dimensions.map((name) => (
          <Checkbox key={name} id={`${id}-${name}`} label={dimensionName(name)} checked={chosen.includes(name)} onChange={(event) => toggle(name, event.target.checked)} />
        ))}
      </div>
      {errors.dimensions ? <p className="mt-1 text-small text-loss">{errors.dimensions}</p> : null}
    </fieldset>
  );
}

function NumberOption({ id, label, hint, error, value, min, max, onChange }: { id: string; label: string; hint?: string; error?: string; value: number | null; min: number; max: number; onChange: (value: number | null) => void }) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input id={id} type="number" min={min} max={max} className="max-w-24 tabular-nums" value={value ?? ""} aria-invalid={error ? true : undefined} onChange={(event) => onChange(event.target.value === "" ? null : event.target.valueAsNumber)} />
    </Field>
  );
}

export function PairOptions(props: OptionProps<Extract<Block, { kind: "pair" }>>) {
  const t = useTranslations("questions.options");
  const { id, block, errors, onChange } = props;
  return (
    <>
      <DimensionOptions {...props} />
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        <Checkbox label={t("strength")} checked={block.strength} onChange={(event) => onChange({ ...block, strength: event.target.checked })} />
        <Checkbox label={t("bothBad")} checked={block.bothBad} onChange={(event) => onChange({ ...block, bothBad: event.target.checked })} />
        <Checkbox label={t("cannotJudge")} checked={block.cannotJudge} onChange={(event) => onChange({ ...block, cannotJudge: event.target.checked })} />
        <Checkbox label={t("comment")} checked={block.comment} onChange={(event) => onChange({ ...block, comment: event.target.checked })} />
      </div>
      <ListEditor id={`${id}-reasons`} label={t("reasons")} hint={t("reasonsHint")} error={errors.reasons} value={block.reasons} onChange={(reasons) => onChange({ ...block, reasons })} />
    </>
  );
}

export function RankOptions(props: OptionProps<Extract<Block, { kind: "rank" }>>) {
  const t = useTranslations("questions.options");
  const { id, block, errors, onChange } = props;
  return (
    <>
      <DimensionOptions {...props} />
      <div className="flex flex-wrap gap-6">
        <NumberOption id={`${id}-size`} label={t("size")} hint={t("range", { min: 2, max: 9 })} error={errors.size} value={block.size} min={2} max={9} onChange={(size) => onChange({ ...block, size: size ?? Number.NaN })} />
        <NumberOption id={`${id}-tier`} label={t("tier")} hint={t("tierHint")} error={errors.maxTierSize} value={block.maxTierSize} min={1} max={9} onChange={(maxTierSize) => onChange({ ...block, maxTierSize })} />
      </div>
    </>
  );
}

export function RateOptions(props: OptionProps<Extract<Block, { kind: "rate" }>>) {
  const t = useTranslations("questions.options");
  const { id, block, errors, onChange } = props;
  const { min, max } = SCALES[block.scale];
  const steps = Array.from({ length: max - min + 1 }, (_, index) => String(min + index));
  const setAnchor = (step: string, words: string) => {
    const { [step]: _before, ...rest } = block.anchors;
    onChange({ ...block, anchors: words === "" ? rest : { ...rest, [step]: words } });
  };
  return (
    <>
      <DimensionOptions {...props} />
      <Field id={`${id}-scale`} label={t("scale")} error={errors.scale}>
        <Select id={`${id}-scale`} className="max-w-32" value={block.scale} onChange={(event) => onChange({ ...block, scale: event.target.value as keyof typeof SCALES, anchors: {} })}>
          {Object.keys(SCALES).map((scale) => (
            <option key={scale} value={scale}>
              {t("range", SCALES[scale as keyof typeof SCALES])}
            </option>
          ))}
        </Select>
      </Field>
      <fieldset>
        <legend className="mb-1 text-base font-medium">{t("anchors")}</legend>
        <div className="flex flex-col gap-1">
          {steps.map((step) => (
            <label key={step} className="flex items-center gap-3 text-base tabular-nums">
              <span className="w-5 text-right">{step}</span>
              <Input className="max-w-md" maxLength={200} value={block.anchors[step] ?? ""} onChange={(event) => setAnchor(step, event.target.value)} />
            </label>
          ))}
        </div>
        {errors.anchors ? <p className="mt-1 text-small text-loss">{errors.anchors}</p> : null}
      </fieldset>
    </>
  );
}

export function RegionsOptions({ id, block, errors, onChange }: OptionProps<Extract<Block, { kind: "regions" }>>) {
  const t = useTranslations("questions.options");
  return (
    <>
      <ListEditor id={`${id}-types`} label={t("types")} hint={t("typesHint")} error={errors.types} value={block.types} onChange={(types) => onChange({ ...block, types })} />
      <Checkbox label={t("severity")} checked={block.severity} onChange={(event) => onChange({ ...block, severity: event.target.checked })} />
    </>
  );
}

export function CriteriaOptions({ id, block, errors, onChange }: OptionProps<Extract<Block, { kind: "criteria" }>>) {
  const t = useTranslations("questions.options");
  return (
    <div className="flex flex-wrap gap-6">
      <NumberOption id={`${id}-min`} label={t("min")} hint={t("range", { min: 1, max: 5 })} error={errors.min} value={block.min} min={1} max={5} onChange={(min) => onChange({ ...block, min: min ?? Number.NaN })} />
      <NumberOption id={`${id}-max`} label={t("max")} hint={t("range", { min: 1, max: 5 })} error={errors.max} value={block.max} min={1} max={5} onChange={(max) => onChange({ ...block, max: max ?? Number.NaN })} />
    </div>
  );
}
