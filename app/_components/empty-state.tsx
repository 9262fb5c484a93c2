import type { ReactNode } from "react";

/** What is not there yet, and the one action that fills it. `isPage`: there is nothing else, so that its title is the page's. */
export function EmptyState({ title, children, action, isPage }: { title: string; children?: ReactNode; action?: ReactNode; isPage?: boolean }) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong px-6 py-12 text-center">
      <Title className="text-lead font-medium">{title}</Title>
      {children ? <div className="max-w-prose text-base text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-1">{action}</div> : null}
    </div>
  );
}
