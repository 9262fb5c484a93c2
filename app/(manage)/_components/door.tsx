import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "../../_components/class-names.ts";

/** A number that opens what it was counted from. In tables it is at least 24 px wide, so that it can be hit. */
export function Door({ href, children, className, title }: { href: string; children: ReactNode; className?: string; title?: string }) {
  return (
    <Link href={href} prefetch={false} title={title} className={classNames("-my-1 py-1 tabular-nums underline decoration-line-strong decoration-1 underline-offset-[3px] hover:decoration-ink print:no-underline [td_&]:inline-block [td_&]:min-w-6", className)}>
      {children}
    </Link>
  );
}
