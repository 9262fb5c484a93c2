"use client";

import { BookOpen, Flag, Keyboard, LayoutDashboard, LogOut, Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { LanguageSwitch } from "../../../_components/language-switch.tsx";
import { ThemeToggle } from "../../../_components/theme-toggle.tsx";
import { useExplain } from "../../../_components/use-explain.ts";
import { useFigures } from "../../../_components/use-figures.ts";
import type { OutboxState } from "./outbox.ts";

const TOOL = "inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink";

function OutboxNote({ outbox }: { outbox: OutboxState }) {
  const t = useTranslations("judge");
  const explain = useExplain();
  if (outbox.refused) return <span className="text-loss">{t("outbox.refused", { count: outbox.refused.count, reason: explain(outbox.refused) })}</span>;
  if (outbox.isOffline) return <span className="text-attention">{t("outbox.offline", { count: outbox.waiting })}</span>;
  if (outbox.waiting > 0) return <span>{t("outbox.saving", { count: outbox.waiting })}</span>;
  return <span>{t("outbox.saved")}</span>;
}

type HeaderProps = { project: { name: string; slug: string }; pseudonym: string; progress: OwnProgress; outbox: OutboxState; mayManage: boolean; onPause: () => void; onGuide: () => void; onHelp: () => void; onReport: () => void };

function Tool({ label, onClick, children, className }: { label: string; onClick: () => void; children: ReactNode; className?: string }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick} className={className ?? TOOL}>
      {children}
    </button>
  );
}

/** Where one is, how far one has come, whether everything is saved; and the page's tools. */
export function JudgingHeader({ project, pseudonym, progress, outbox, mayManage, onPause, onGuide, onHelp, onReport }: HeaderProps) {
  const t = useTranslations("judge");
  const { formatCount } = useFigures();
  const all = progress.total + progress.remaining;
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 text-small text-ink-soft">
      <span className="min-w-0 truncate font-medium text-ink" title={t("header.you", { pseudonym })}>
        {project.name}
      </span>
      <span className="whitespace-nowrap tabular-nums" title={t("header.today", { shown: formatCount(progress.today) })}>
        {t("header.done", { done: formatCount(progress.total), all: formatCount(all) })}
      </span>
      <span role="status" className="ml-auto shrink-0 whitespace-nowrap">
        <OutboxNote outbox={outbox} />
      </span>
      <Tool label={t("tools.pause")} onClick={onPause}>
        <Pause size={16} />
      </Tool>
      <Tool label={t("tools.guide")} onClick={onGuide}>
        <BookOpen size={16} />
      </Tool>
      <Tool label={t("tools.giveBack")} onClick={onReport}>
        <Flag size={16} />
      </Tool>
      <Tool label={t("tools.keys")} onClick={onHelp} className={`${TOOL} max-md:hidden`}>
        <Keyboard size={16} />
      </Tool>
      <LanguageSwitch />
      <ThemeToggle />
      {mayManage ? (
        <Link href={`/projects/${project.slug}`} aria-label={t("header.project")} title={t("header.project")} className={TOOL}>
          <LayoutDashboard size={16} />
        </Link>
      ) : (
        <Link href="/signout" prefetch={false} aria-label={t("header.signOut")} title={t("header.signOut")} className={TOOL}>
          <LogOut size={16} />
        </Link>
      )}
    </header>
  );
}
