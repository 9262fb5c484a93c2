"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState, useSyncExternalStore } from "react";
import { readDraft } from "../../../../_components/form-draft.ts";
import { JudgingSession } from "../judging-session.tsx";
import { JudgingSourceContext } from "../judging-source.ts";
import { LoadingStage } from "../judging-states.tsx";
import { createPreviewSource } from "./preview-source.ts";

const never = () => () => {};

function Session(props: ComponentProps<typeof JudgingSession> & { form: unknown }) {
  const { form, ...session } = props;
  const [source] = useState(() => createPreviewSource(form));
  return (
    <JudgingSourceContext value={source}>
      <JudgingSession {...session} />
    </JudgingSourceContext>
  );
}

/** The judging page itself on work that nobody is handed: answers go nowhere. `isDraft`: under the form that is not saved yet. */
export function PreviewSession({ isDraft, ...session }: ComponentProps<typeof JudgingSession> & { isDraft: boolean }) {
  const t = useTranslations("preview");
  const { slug } = session.project;
  const isInBrowser = useSyncExternalStore(never, () => true, () => false);
  const form = isInBrowser && isDraft ? readDraft(slug) : null;
  return (
    <div className="flex h-dvh flex-col">
      <div role="status" className="flex min-h-9 shrink-0 flex-wrap items-center justify-center gap-x-3 bg-attention-soft px-3 py-1 text-base text-attention">
        <span className="font-medium">{t("nothingStored")}</span>
        <span>{t(form === null ? "saved" : "unsaved")}</span>
        <Link href={`/projects/${slug}/settings/questions`} className="underline underline-offset-2">
          {t("back")}
        </Link>
      </div>
      <div className="flex min-h-0 flex-1 flex-col [&>main]:h-full">{isInBrowser ? <Session {...session} form={form} /> : <LoadingStage />}</div>
    </div>
  );
}
