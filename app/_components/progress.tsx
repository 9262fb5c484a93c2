import { classNames } from "./class-names.ts";

/** A bar of `value` of `total`; indeterminate while `total` is 0. Says its figures to screen readers. */
export function Progress({ value, total, label, className }: { value: number; total: number; label: string; className?: string }) {
  const share = total > 0 ? Math.min(1, value / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={value}
      className={classNames("h-1.5 w-full overflow-hidden rounded-full bg-sunken", className)}
    >
      <div className="h-full rounded-full bg-accent transition-[width] duration-150" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
