import type { ReactNode } from "react";
import { useFigures } from "../../_components/use-figures.ts";
import { Door } from "./door.tsx";

/** The heading of a part of a page, with its count as a door to the whole list. */
export function SectionTitle({ title, count, href, children }: { title: string; count?: number; href?: string; children?: ReactNode }) {
  const { formatCount } = useFigures();
  return (
    <div className="mt-10 mb-3 break-after-avoid">
      <h2 className="flex items-baseline gap-2 text-lead font-semibold">
        {title}
        {count === undefined ? null : href ? (
          <Door href={href} className="text-base font-normal text-ink-soft">
            {formatCount(count)}
          </Door>
        ) : (
          <span className="text-base font-normal text-ink-soft">{formatCount(count)}</span>
        )}
      </h2>
      {children ? <div className="mt-1 max-w-prose text-base text-ink-soft">{children}</div> : null}
    </div>
  );
}
