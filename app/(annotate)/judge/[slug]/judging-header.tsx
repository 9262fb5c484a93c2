"use client";

import { BookOpen, Flag, History, Keyboard, LayoutDashboard, LogOut, Pause, Users } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { formatCount, formatDuration, perHour } from "../../../_components/english-figures.ts";
import { ThemeToggle } from "../../../_components/theme-toggle.tsx";
import type { OutboxState } from "./outbox/outbox.ts";

const TOOL = "inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink";

function OutboxNote({ outbox, onForgetRefused }: { outbox: OutboxState; onForgetRefused: () => void }) {
  const { refused, unsaved, trouble, waiting, isPreview } = outbox;
  if (isPreview) return <span>Nothing is stored</span>;
  if (unsaved > 0) return <span className="text-loss">This browser’s storage is full: keep this page open until {unsaved === 1 ? "1 answer is" : `${unsaved} answers are`} saved</span>;
  if (trouble === "signed_out") return <a className="text-attention underline" href={`/signin?next=${encodeURIComponent(window.location.pathname)}`}>Signed out: sign in to save {waiting}</a>;
  if (trouble === "offline") return <span className="text-attention">Offline: {waiting} waiting in this browser</span>;
  if (waiting > 0) return <span>Saving {waiting} …</span>;
  if (refused) {
    return (
      <button type="button" className="max-w-80 truncate text-loss underline" title={`${refused.message} Click to dismiss.`} onClick={onForgetRefused}>
        {refused.count} not taken: {refused.message}
      </button>
    );
  }
  return <span>All saved</span>;
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
  const all = progress.total + progress.remaining;
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 text-small text-ink-soft">
      <span className="min-w-0 truncate font-medium text-ink" title={`You are ${pseudonym}`}>
        {project.name}
      </span>
      <span className="whitespace-nowrap tabular-nums" title={`${formatCount(progress.today)} in the last 24 hours`}>
        {formatCount(progress.total)} of {formatCount(all)}
      </span>
      {progress.medianDurationMs === null ? null : (
        <span className="whitespace-nowrap tabular-nums max-md:hidden" title="Your middle time for one, and what that makes in an hour">
          {formatDuration(progress.medianDurationMs)}, {formatCount(perHour(progress.medianDurationMs))} an hour
        </span>
      )}
      <span role="status" className="ml-auto shrink-0 whitespace-nowrap">
        <OutboxNote outbox={outbox} onForgetRefused={onForgetRefused} />
      </span>
      <Tool label="Pause (P)" onClick={() => onOpen("paused")}>
        <Pause size={16} />
      </Tool>
      <Tool label="Guide (G)" onClick={() => onOpen("guide")}>
        <BookOpen size={16} />
      </Tool>
      <Tool label="Your answers (H)" onClick={() => onOpen("history")}>
        <History size={16} />
      </Tool>
      <Tool label="Give back (R)" onClick={() => onOpen("report")}>
        <Flag size={16} />
      </Tool>
      <Tool label="Keys (?)" onClick={() => onOpen("help")} className={`${TOOL} max-md:hidden`}>
        <Keyboard size={16} />
      </Tool>
      <Link href={`/judge/${project.slug}/together`} prefetch={false} aria-label="Judge together" title="Judge together" className={`${TOOL} max-sm:hidden`}>
        <Users size={16} />
      </Link>
      <ThemeToggle />
      {mayManage ? (
        <Link href={`/projects/${project.slug}`} aria-label="Project" title="Project" className={TOOL}>
          <LayoutDashboard size={16} />
        </Link>
      ) : (
        <Link href="/signout" prefetch={false} aria-label="Sign out" title="Sign out" className={TOOL}>
          <LogOut size={16} />
        </Link>
      )}
    </header>
  );
}
