import { classNames } from "./class-names.ts";

/** The place of something that is coming, in its real size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-pulse rounded-control bg-sunken", className)} />;
}
