import type { ReactNode } from "react";

/** What is not there yet, and the one action that fills it. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong px-6 py-12 text-center">
      <p className="text-lead font-medium">{title}</p>
      {children ? <div className="max-w-prose text-base text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-1">{action}</div> : null}
    </div>
  );
}
