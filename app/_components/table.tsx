import type { HTMLAttributes, TdHTMLAttributes, ThHTMLAttributes } from "react";
import { classNames } from "./class-names.ts";

/** A dense table (32 px rows) that scrolls sideways inside itself on narrow screens. */
export function Table({ className, children, label, ...rest }: HTMLAttributes<HTMLTableElement> & { label: string }) {
  return (
    <div className="w-full overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className={classNames("w-full border-collapse text-base", className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

type Align = { numeric?: boolean };

/** The head of a column. `aria-label` names one that shows no words; without either it is an empty corner. */
export function Th({ numeric, className, children, "aria-label": label, ...rest }: ThHTMLAttributes<HTMLTableCellElement> & Align) {
  const look = classNames("h-8 border-b border-line-strong px-2 first:pl-0 last:pr-0 text-small font-medium text-ink-faint whitespace-nowrap", numeric ? "text-right" : "text-left", className);
  if (!children && !label) return <td className={look} />;
  return (
    <th scope="col" className={classNames("relative", look)} aria-label={children ? label : undefined} {...rest}>
      {children ?? <span className="sr-only">{label}</span>}
    </th>
  );
}

export function Td({ numeric, className, ...rest }: TdHTMLAttributes<HTMLTableCellElement> & Align) {
  return <td className={classNames("h-8 border-b border-line px-2 py-1 first:pl-0 last:pr-0 align-middle", numeric ? "text-right whitespace-nowrap" : "text-left", className)} {...rest} />;
}
