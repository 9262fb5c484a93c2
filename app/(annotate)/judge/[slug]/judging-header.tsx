"use client";

import { BookOpen, Flag, Keyboard, LayoutDashboard, LogOut, Pause, Users } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { formatCount } from "../../../_components/figure.ts";
import { ThemeToggle } from "../../../_components/theme-toggle.tsx";
import type { OutboxState } from "./outbox.ts";

const TOOL = "inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink";

function OutboxNote({ outbox }: { outbox: OutboxState }) {
  if (outbox.isPreview) return <span>Nothing is stored</span>;
  if (outbox.refused) return <span className="text-loss">{outbox.refused.count} not taken: {outbox.refused.message}</span>;
  if (outbox.isOffline) return <span className="text-attention">Offline: {outbox.waiting} waiting in this browser</span>;
  if (outbox.waiting > 0) return <span>Saving {outbox.waiting} …</span>;
  return <span>All saved</span>;
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
  const all = progress.total + progress.remaining;
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3 text-small text-ink-soft">
      <span className="min-w-0 truncate font-medium text-ink" title={`You are ${pseudonym}`}>
        {project.name}
      </span>
      <span className="whitespace-nowrap tabular-nums" title={`${formatCount(progress.today)} in the last 24 hours`}>
        {formatCount(progress.total)} of {formatCount(all)}
      </span>
      <span role="status" className="ml-auto shrink-0 whitespace-nowrap">
        <OutboxNote outbox={outbox} />
      </span>
      <Tool label="Pause (P)" onClick={onPause}>
        <Pause size={16} />
      </Tool>
      <Tool label="Guide (G)" onClick={onGuide}>
        <BookOpen size={16} />
      </Tool>
      <Tool label="Give back (R)" onClick={onReport}>
        <Flag size={16} />
      </Tool>
      <Tool label="Keys (?)" onClick={onHelp} className={`${TOOL} max-md:hidden`}>
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
