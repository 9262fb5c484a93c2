import type { ReactNode } from "react";

/** The title of a page, a line about it, and its actions at the right. */
export function PageHeader({ title, children, actions }: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-title font-semibold tracking-tight text-balance">{title}</h1>
        {children ? <div className="mt-1 max-w-prose text-base text-ink-soft">{children}</div> : null}
      </div>
      {actions ? (
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
          {actions}
        </div>
      ) : null}
    </header>
  );
}
