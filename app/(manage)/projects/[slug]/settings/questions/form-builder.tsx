"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { FormPlan, FormVersion } from "#lib/form/index.ts";
import { BLOCK_KINDS, type FormDefinition } from "#lib/form/schemas.ts";
import { FORM_TEMPLATES, TEMPLATE_NAMES } from "#lib/form/templates.ts";
import type { DimensionName } from "#lib/project/schemas.ts";
import { Button } from "../../../../../_components/button.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { useSaveKey } from "../use-save-key.ts";
import { useUnsavedGuard } from "../use-unsaved-guard.ts";
import { planQuestions, saveQuestions } from "./actions.ts";
import { BlockCard } from "./block-card.tsx";
import { SaveDialog } from "./save-dialog.tsx";
import { type FormDraft, useFormDraft, useStoredDraft } from "./use-form-draft.ts";
import { VersionTable } from "./version-table.tsx";

function Templates({ onChoose, disabled }: { onChoose: FormDraft["replace"]; disabled: boolean }) {
  const t = useTranslations("questions");
  return (
    <section aria-label={t("templates.label")}>
      <h2 className="mb-1 text-base font-medium">{t("templates.lead")}</h2>
      <div className="flex flex-wrap gap-2">
        {TEMPLATE_NAMES.map((name) => (
          <Button key={name} size="small" disabled={disabled} title={t(`templates.${name}.hint`)} onClick={() => onChoose(structuredClone(FORM_TEMPLATES[name]))}>
            {t(`templates.${name}.name`)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function AddBlocks({ draft, disabled }: { draft: FormDraft; disabled: boolean }) {
  const t = useTranslations("questions");
  const missing = BLOCK_KINDS.filter((kind) => !draft.form.blocks.some((block) => block.kind === kind));
  return (
    <div className="flex flex-wrap items-center gap-2" role="group" aria-label={t("add.label")}>
      <span className="text-base text-ink-soft">{t("add.lead")}</span>
      {missing.map((kind) => (
        <Button key={kind} size="small" disabled={disabled} onClick={() => draft.add(kind)}>
          {t(`blocks.${kind}.name`)}
        </Button>
      ))}
    </div>
  );
}

/** Plans, asks, saves; says what came of it. */
function useSaving(slug: string, draft: FormDraft) {
  const t = useTranslations("questions");
  const router = useRouter();
  const [plan, setPlan] = useState<FormPlan | null>(null);
  const [outcome, setOutcome] = useState<{ problem: string | null; message: string }>({ problem: null, message: "" });
  const [isBusy, start] = useTransition();
  const ask = () =>
    start(async () => {
      const planned = await planQuestions(slug, draft.form);
      setPlan(planned.value);
      setOutcome({ problem: planned.problem, message: "" });
    });
  const save = () =>
    start(async () => {
      const saved = await saveQuestions(slug, draft.form);
      setPlan(null);
      setOutcome({ problem: saved.problem, message: saved.value === null ? "" : t("saved", { version: saved.value }) });
      router.refresh();
    });
  return { plan, outcome, isBusy, ask, save, close: () => setPlan(null) };
}

type FormBuilderProps = { slug: string; versions: FormVersion[]; dimensions: readonly DimensionName[]; mayEdit: boolean };

/** The questions of a project: blocks in their order, templates, what is wrong, and every version there was. */
export function FormBuilder(props: FormBuilderProps) {
  const saved = props.versions[0]?.definition ?? FORM_TEMPLATES.pairs;
  const stored = useStoredDraft(props.slug, saved);
  return <Builder key={stored === undefined ? "server" : "browser"} {...props} saved={saved} restored={stored ?? null} />;
}

function Builder({ slug, versions, dimensions, mayEdit, saved, restored }: FormBuilderProps & { saved: FormDefinition; restored: FormDefinition | null }) {
  const t = useTranslations("questions");
  const router = useRouter();
  const draft = useFormDraft(slug, saved, restored);
  const saving = useSaving(slug, draft);
  const { form, errors, isDirty } = draft;
  const isValid = errors.whole.length === 0 && errors.blocks.every((block) => block === undefined);
  const maySave = mayEdit && isDirty && isValid && !saving.isBusy;
  useUnsavedGuard(isDirty);
  useSaveKey(() => maySave && saving.plan === null && saving.ask());
  const tryIt = () => {
    draft.keep();
    router.push(`/judge/${slug}/preview?form=draft`);
  };
  return (
    <>
      <fieldset disabled={!mayEdit} className="flex max-w-3xl flex-col gap-4">
        {draft.isRestored ? <Notice>{t("restored")}</Notice> : null}
        <Templates onChoose={draft.replace} disabled={!mayEdit} />
        <ol aria-label={t("list")} className="border-t border-line">
          {form.blocks.map((block, index) => (
            <BlockCard key={block.kind} block={block} position={index} count={form.blocks.length} dimensions={dimensions} errors={errors.blocks[index] ?? {}} onChange={(next) => draft.change(index, next)} onMove={(step) => draft.move(index, step)} onRemove={() => draft.remove(index)} />
          ))}
        </ol>
        <AddBlocks draft={draft} disabled={!mayEdit} />
        {errors.whole.map((message) => (
          <Notice key={message} tone="loss">
            {message}
          </Notice>
        ))}
        {saving.outcome.problem ? <Notice tone="loss">{saving.outcome.problem}</Notice> : null}
      </fieldset>
      <div className="mt-4 flex min-h-9 flex-wrap items-center gap-3">
        {mayEdit ? (
          <Button variant="primary" disabled={!maySave} onClick={saving.ask}>
            {t("save")}
          </Button>
        ) : null}
        <Button disabled={!isValid} onClick={tryIt}>
          {t("tryIt")}
        </Button>
        <span role="status" className="text-base text-ink-soft">
          {isDirty ? t("dirty") : saving.outcome.message}
        </span>
      </div>
      <SaveDialog plan={saving.plan} isBusy={saving.isBusy} onSave={saving.save} onClose={saving.close} />
      <VersionTable versions={versions} mayEdit={mayEdit} onReuse={draft.replace} />
    </>
  );
}
