"use client";

import { useTranslations } from "next-intl";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Checkbox, Field, Select } from "../../../../../_components/field.tsx";

type Errors = Record<string, string[]>;

const PASSES_BY = ["seed", "n"] as const;
const PICTURES = ["resized", "own_size", "originals"] as const;
const FORMULAS = ["earl", "mean", "geometric_mean", "minimum"] as const;
const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
/** Protocols that ask about each dimension by itself, so that some may be left out. */
const BY_DIMENSION = ["digit_logprobs", "yes_no"];

function DimensionFields({ error }: { error?: string }) {
  const t = useTranslations("scorers.form");
  const dimensionName = useDimensionName();
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={error ? "dimensions-error" : undefined}>
      <legend className="text-base font-medium">{t("dimensions")}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {DIMENSIONS.map((dimension) => (
          <Checkbox key={dimension} id={`dimensions-${dimension}`} name="dimensions" value={dimension} defaultChecked label={dimensionName(dimension)} />
        ))}
      </div>
      <p className="text-small text-ink-faint">{t("dimensionsHint")}</p>
      {error ? (
        <p id="dimensions-error" className="text-small text-loss">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** How a judge is asked: passes, pictures, and what only some protocols have. */
export function AskingFields({ protocol, errors }: { protocol: string; errors: Errors }) {
  const t = useTranslations("scorers.form");
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="passesBy" label={t("passesBy")} hint={t("passesByHint")} error={errors.passesBy?.[0]}>
          <Select id="passesBy" name="passesBy" defaultValue="seed" aria-describedby="passesBy-hint">
            {PASSES_BY.map((value) => (
              <option key={value} value={value}>
                {t(`passesByValues.${value}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="pictures" label={t("pictures")} hint={t("picturesHint")} error={errors.pictures?.[0]}>
          <Select id="pictures" name="pictures" defaultValue="resized" aria-describedby="pictures-hint">
            {PICTURES.map((value) => (
              <option key={value} value={value}>
                {t(`picturesValues.${value}`)}
              </option>
            ))}
          </Select>
        </Field>
        {protocol === "four_scores" ? (
          <Field id="formula" label={t("formula")} error={errors.formula?.[0]}>
            <Select id="formula" name="formula" defaultValue="earl">
              {FORMULAS.map((value) => (
                <option key={value} value={value}>
                  {t(`formulas.${value}`)}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
      </div>
      {protocol === "four_scores" ? (
        <div>
          <Checkbox id="reference" name="reference" label={t("reference")} aria-describedby="reference-hint" />
          <p id="reference-hint" className="mt-1 text-small text-ink-faint">
            {t("referenceHint")}
          </p>
        </div>
      ) : null}
      {BY_DIMENSION.includes(protocol) ? <DimensionFields error={errors.dimensions?.[0]} /> : null}
    </>
  );
}
