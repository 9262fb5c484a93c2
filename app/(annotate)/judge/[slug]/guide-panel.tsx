"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FormDefinition } from "#lib/form/schemas.ts";
import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";

const clean = (text: string): string => text.trim().toLowerCase();

/** Puts the first heading that names one of `topics` at the top of the panel. */
function scrollToTopic(panel: HTMLElement, topics: readonly string[]): void {
  const headings = [...panel.querySelectorAll<HTMLElement>("h3, h4, h5")];
  const heading = headings.find((candidate) => topics.some((topic) => clean(candidate.textContent ?? "").includes(clean(topic))));
  if (heading) panel.scrollTo({ top: heading.offsetTop - panel.offsetTop - 8 });
}

/** What the numbers of the form's scale mean. */
function Anchors({ form }: { form?: FormDefinition }) {
  const anchors = Object.entries(form?.blocks.find((block) => block.kind === "rate")?.anchors ?? {}).filter(([, words]) => words !== "");
  if (anchors.length === 0) return null;
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-4 text-base">
      {anchors.map(([step, words]) => (
        <div key={step} className="contents">
          <dt className="font-semibold tabular-nums">{step}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * The guide beside the pictures, or over them where there is no room. `topics` are names of the active question: the guide
 * follows it. The page's keys go on working; G and Escape close it.
 */
export function GuidePanel({ open, onClose, topics, form, children }: { open: boolean; onClose: () => void; topics: readonly string[]; form?: FormDefinition; children: ReactNode }) {
  const t = useTranslations("judge.guide");
  const panel = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  const topic = topics.join("\n");
  useEffect(() => {
    if (open && panel.current && topic) scrollToTopic(panel.current, topic.split("\n"));
  }, [open, topic]);
  useEffect(() => {
    if (!open) return;
    const onDown = (event: KeyboardEvent) => event.key === "Escape" && close();
    window.addEventListener("keydown", onDown);
    return () => window.removeEventListener("keydown", onDown);
  }, [open]);
  if (!open) return null;
  return (
    <aside aria-label={t("title")} className="fixed inset-x-0 bottom-0 z-40 flex h-[70dvh] flex-col border-t border-line bg-raised shadow-float lg:static lg:h-auto lg:w-96 lg:shrink-0 lg:border-t-0 lg:border-l lg:shadow-none">
      <div className="flex h-10 shrink-0 items-center justify-between border-b border-line px-4">
        <h2 className="text-base font-semibold">{t("title")}</h2>
        <button type="button" onClick={onClose} aria-label={t("close")} className="rounded-control p-1 text-ink-soft hover:bg-sunken hover:text-ink">
          <X size={18} />
        </button>
      </div>
      <div ref={panel} tabIndex={0} className="relative min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {children}
        <Anchors form={form} />
      </div>
    </aside>
  );
}
