"use client";

import { BookOpen, Flag, History, Keyboard, LayoutDashboard, LogOut, Pause, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { perHour } from "../../../_components/figure.ts";
import { LanguageSwitch } from "../../../_components/language-switch.tsx";
import { useExplain } from "../../../_components/use-explain.ts";
import { useFigures } from "../../../_components/use-figures.ts";
import { ThemeToggle } from "../../../_components/theme-toggle.tsx";
import type { OutboxState } from "./outbox/outbox.ts";

const TOOL = "inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink";

function OutboxNote({ outbox, onForgetRefused }: { outbox: OutboxState; onForgetRefused: () => void }) {
  const t = useTranslations("judge");
  const explain = useExplain();
  const { refused, unsaved, trouble, waiting, isPreview } = outbox;
  if (isPreview) return <span>{t("outbox.preview")}</span>;
  if (unsaved > 0) return <span className="text-loss">{t("outbox.full", { count: unsaved })}</span>;
  if (trouble === "signed_out") return <a className="text-attention underline" href={`/signin?next=${encodeURIComponent(window.location.pathname)}`}>{t("outbox.signedOut", { count: waiting })}</a>;
  if (trouble === "offline") return <span className="text-attention">{t("outbox.offline", { count: waiting })}</span>;
  if (waiting > 0) return <span>{t("outbox.saving", { count: waiting })}</span>;
  if (refused) {
    return (
      <button type="button" className="max-w-80 truncate text-loss underline" title={t("outbox.dismiss", { reason: explain(refused) })} onClick={onForgetRefused}>
        {t("outbox.refused", { count: refused.count, reason: explain(refused) })}
      </button>
    );
  }
  return <span>{t("outbox.saved")}</span>;
}

type HeaderProps = { project: { name: string; slug: string }; pseudonym: string; progress: OwnProgress; outbox: OutboxState; mayManage: boolean; onForgetRefused: () => void; onOpen: (overlay: "paused" | "guide" | "report" | "help" | "history") => void };

function Tool({ label, onClick, children, className }: { label: string; onClick: () => void; children: ReactNode; className?: string }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick} className={className ?? TOOL}>
      {children}
    </button>
  );
}

/** Where one is, how far one has come, whether everything is saved; and the page's tools. */
export function JudgingHeader({ project, pseudonym, progress, outbox, mayManage, onForgetRefused, onOpen }: HeaderProps) {
  const t = useTranslations("judge");
  const { formatCount, formatDuration } = useFigures();
  const known = progress.total + progress.remaining;
  // A large project is not counted to its end: "of 1,200+".
  const all = progress.hasMore ? `${formatCount(Math.floor(known / 100) * 100)}+` : formatCount(known);
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 text-small text-ink-soft">
      <h1 className="min-w-0 truncate font-medium text-ink" title={t("header.you", { pseudonym })}>
        {project.name}
      </h1>
      <span className="whitespace-nowrap tabular-nums" title={t("header.today", { shown: formatCount(progress.today) })}>
        {t("header.done", { done: formatCount(progress.total), all })}
      </span>
      {progress.medianDurationMs === null ? null : (
        <span className="whitespace-nowrap tabular-nums max-md:hidden" title={t("header.paceWhy")}>
          {t("header.pace", { time: formatDuration(progress.medianDurationMs), perHour: formatCount(perHour(progress.medianDurationMs)) })}
        </span>
      )}
      <span role="status" className="ml-auto shrink-0 whitespace-nowrap">
        <OutboxNote outbox={outbox} onForgetRefused={onForgetRefused} />
      </span>
      <Tool label={t("tools.pause")} onClick={() => onOpen("paused")}>
        <Pause size={16} />
      </Tool>
      <Tool label={t("tools.guide")} onClick={() => onOpen("guide")}>
        <BookOpen size={16} />
      </Tool>
      <Tool label={t("tools.history")} onClick={() => onOpen("history")}>
        <History size={16} />
      </Tool>
      <Tool label={t("tools.giveBack")} onClick={() => onOpen("report")}>
        <Flag size={16} />
      </Tool>
      <Tool label={t("tools.keys")} onClick={() => onOpen("help")} className={`${TOOL} max-md:hidden`}>
        <Keyboard size={16} />
      </Tool>
      <Link href={`/judge/${project.slug}/together`} prefetch={false} aria-label={t("header.together")} title={t("header.together")} className={`${TOOL} max-sm:hidden`}>
        <Users size={16} />
      </Link>
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
