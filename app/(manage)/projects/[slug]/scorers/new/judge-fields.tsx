"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field, Input, Select } from "../../../../../_components/field.tsx";
import { AskingFields } from "./asking-fields.tsx";

type Errors = Record<string, string[]>;

const PROTOCOLS = ["editscore", "editscore_batch", "digit_logprobs", "yes_no", "viescore", "four_scores"] as const;
const REDUCTIONS = ["average_last", "average_first"] as const;
const EXAMPLE_ADDRESS = "http://127.0.0.1:8000/v1";
const EXAMPLE_MODEL = "EditScore-7B";
const EXAMPLE_KEY = "JUXTA_JUDGE_KEY";

const NUMBERS = [
  { name: "scoreRange", value: 25, min: 1, max: 1_000, step: "1" },
  { name: "passes", value: 4, min: 1, max: 64, step: "1" },
  { name: "temperature", value: 0.7, min: 0, max: 2, step: "0.05" },
  { name: "seed", value: 42, min: 0, max: 2_147_483_647, step: "1" },
  { name: "concurrency", value: 8, min: 1, max: 256, step: "1" },
] as const;

/** A judge: where it is, how it is asked, and how its passes become one score. */
export function JudgeFields({ errors }: { errors: Errors }) {
  const t = useTranslations("scorers.form");
  const [protocol, setProtocol] = useState<string>("editscore");
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="baseUrl" label={t("baseUrl")} hint={t("baseUrlHint")} error={errors.baseUrl?.[0]}>
          <Input id="baseUrl" name="baseUrl" type="url" required maxLength={500} placeholder={EXAMPLE_ADDRESS} className="font-mono" aria-describedby="baseUrl-hint" />
        </Field>
        <Field id="model" label={t("model")} error={errors.model?.[0]}>
          <Input id="model" name="model" required maxLength={200} placeholder={EXAMPLE_MODEL} className="font-mono" />
        </Field>
        <Field id="apiKeyEnv" label={t("apiKeyEnv")} hint={t("apiKeyEnvHint")} error={errors.apiKeyEnv?.[0]}>
          <Input id="apiKeyEnv" name="apiKeyEnv" maxLength={100} placeholder={EXAMPLE_KEY} autoComplete="off" className="font-mono" aria-describedby="apiKeyEnv-hint" />
        </Field>
        <Field id="protocol" label={t("protocol")} error={errors.protocol?.[0]}>
          <Select id="protocol" name="protocol" value={protocol} onChange={(event) => setProtocol(event.target.value)}>
            {PROTOCOLS.map((protocol) => (
              <option key={protocol} value={protocol}>
                {t(`protocols.${protocol}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="promptFile" label={t("promptFile")} hint={t("promptFileHint")} error={errors.promptFile?.[0]}>
          <Input id="promptFile" name="promptFile" maxLength={500} className="font-mono" aria-describedby="promptFile-hint" />
        </Field>
        <Field id="reduction" label={t("reduction")} error={errors.reduction?.[0]}>
          <Select id="reduction" name="reduction" defaultValue="average_last">
            {REDUCTIONS.map((reduction) => (
              <option key={reduction} value={reduction}>
                {t(`reductions.${reduction}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="grid grid-cols-2 items-end gap-5 sm:grid-cols-5">
        {NUMBERS.map(({ name, value, min, max, step }) => (
          <Field key={name} id={name} label={t(name)} error={errors[name]?.[0]}>
            <Input id={name} name={name} type="number" min={min} max={max} step={step} defaultValue={value} required />
          </Field>
        ))}
      </div>
      <AskingFields protocol={protocol} errors={errors} />
      <p className="max-w-prose text-small text-ink-faint">{t("owners")}</p>
    </>
  );
}
