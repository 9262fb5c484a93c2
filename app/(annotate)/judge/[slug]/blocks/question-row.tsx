"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "../../../../_components/class-names.ts";

/** A question of a wide screen: its name left, its answers right; the active one is marked and scrolled to. */
export function QuestionRow({ title, hint, isActive, onActivate, role, children }: { title: string; hint?: string; isActive: boolean; onActivate: () => void; role?: "radiogroup" | "group"; children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    <div
      ref={row}
      role={role ?? "group"}
      aria-label={title}
      aria-current={isActive ? "step" : undefined}
      onClick={onActivate}
      // A pressed button waits for its click: a row that opened under the pointer would move it away before.
      onFocus={(event) => !isActive && event.target.matches(":focus-visible") && onActivate()}
      className={classNames("grid min-h-13 grid-cols-[minmax(180px,1.3fr)_minmax(0,3fr)] items-center gap-4 border-l-2 py-1 pr-2 pl-3", isActive ? "border-accent bg-surface" : "border-transparent")}
    >
      <div className="min-w-0">
        <p className={classNames("text-base", isActive ? "font-semibold" : "text-ink-soft")}>{title}</p>
        {isActive && hint ? <p className="hidden truncate text-small text-ink-faint lg:block">{hint}</p> : null}
      </div>
      {children}
    </div>
  );
}
