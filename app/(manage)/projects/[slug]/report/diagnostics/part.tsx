import type { ReactNode } from "react";
import type { ReportView, ScorerDetail } from "#lib/report/index.ts";

export type PartProps = { report: ReportView; detail: ScorerDetail; task?: string };

/** A titled part of the diagnostics. */
export function Part({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0 break-inside-avoid">
      <h3 className="text-base font-semibold">{title}</h3>
      <p className="mb-3 max-w-prose text-base text-ink-soft">{lead}</p>
      {children}
    </section>
  );
}
