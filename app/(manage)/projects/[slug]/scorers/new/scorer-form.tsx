"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button, ButtonLink } from "../../../../../_components/button.tsx";
import { Field, Input, Select, Textarea } from "../../../../../_components/field.tsx";
import { JudgeFields } from "./judge-fields.tsx";
import { TrialResult } from "./trial-result.tsx";
import { useCheck } from "./use-check.ts";

const KINDS = { vlm: "kindVlm", onnx: "kindOnnx", starter: "kindStarter", json: "kindJson" } as const;
type Kind = keyof typeof KINDS;

const EXAMPLE_NAME = "editscore-7b";
const EXAMPLE_MANIFEST = "my-model/manifest.json";
const EXAMPLE_JSON = '{ "kind": "vlm", "protocol": "editscore", "baseUrl": "http://127.0.0.1:8000/v1", "model": "EditScore-7B" }';

type Errors = Record<string, string[]>;

function KindFields({ kind, errors }: { kind: Kind; errors: Errors }) {
  const t = useTranslations("scorers.form");
  if (kind === "vlm") return <JudgeFields errors={errors} />;
  if (kind === "starter") return <p className="max-w-prose text-base text-ink-soft">{t("starterText")}</p>;
  if (kind === "onnx") {
    return (
      <Field id="manifest" label={t("manifest")} hint={t("manifestHint")} error={errors.manifest?.[0]}>
        <Input id="manifest" name="manifest" required maxLength={500} placeholder={EXAMPLE_MANIFEST} className="font-mono" aria-describedby="manifest-hint" />
      </Field>
    );
  }
  return (
    <Field id="json" label={t("json")} hint={t("jsonHint")} error={errors.json?.[0] ?? Object.entries(errors).map(([field, [reason]]) => `${field}: ${reason}`)[0]}>
      <Textarea id="json" name="json" required rows={8} spellCheck={false} placeholder={EXAMPLE_JSON} className="font-mono" aria-describedby="json-hint" />
    </Field>
  );
}

function NameFields({ isStarter, errors }: { isStarter: boolean; errors: Errors }) {
  const t = useTranslations("scorers.form");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field id="name" label={t("name")} hint={t("nameHint")} error={errors.name?.[0]}>
        {isStarter ? <Input key="starter" id="name" name="name" readOnly value="starter" aria-describedby="name-hint" /> : <Input key="own" id="name" name="name" required maxLength={80} placeholder={EXAMPLE_NAME} aria-describedby="name-hint" />}
      </Field>
      <Field id="description" label={t("description")} error={errors.description?.[0]}>
        <Input id="description" name="description" maxLength={1_000} />
      </Field>
    </div>
  );
}

/** Describes a scorer, tries it on one edit if wanted, and adds it; a refused form keeps what was typed. */
export function ScorerForm({ slug, candidates }: { slug: string; candidates: { id: string; name: string }[] }) {
  const t = useTranslations("scorers.form");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Kind>("vlm");
  const { stage, send } = useCheck(slug, (scorerVersionId) => router.push(`/projects/${slug}/scorers/${scorerVersionId}`));
  const errors = stage.form.fields;
  const submit = (isTrial: boolean) => {
    if (form.current?.reportValidity()) void send(form.current, isTrial);
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
      className="flex max-w-3xl flex-col gap-6"
    >
      <Field id="kind" label={t("kind")}>
        <Select id="kind" name="kind" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {Object.entries(KINDS).map(([value, words]) => (
            <option key={value} value={value}>
              {t(words)}
            </option>
          ))}
        </Select>
      </Field>
      <NameFields isStarter={kind === "starter"} errors={errors} />
      <KindFields key={kind} kind={kind} errors={errors} />
      <div className="flex flex-wrap items-end gap-3 border-t border-line pt-5">
        {candidates.length > 0 ? (
          <>
            <Field id="candidateId" label={t("tryOn")}>
              <Select id="candidateId" name="candidateId" className="max-w-64">
                {candidates.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            <Button onClick={() => submit(true)} disabled={stage.isBusy}>
              {stage.isBusy && stage.isTrial ? t("trying") : t("tryOne")}
            </Button>
          </>
        ) : (
          <p className="text-base text-ink-soft">{t("noCandidates")}</p>
        )}
      </div>
      <TrialResult stage={stage} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={stage.isBusy}>
          {stage.isBusy && !stage.isTrial ? t("saving") : t("save")}
        </Button>
        <ButtonLink href={`/projects/${slug}/scorers`} variant="ghost">
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
