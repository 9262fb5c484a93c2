import { formatCount } from "../../_components/figure.ts";

/** A title with how many there are, quieter. */
export function CountedTitle({ title, count }: { title: string; count: number }) {
  return (
    <>
      {title} <span className="font-normal text-ink-faint tabular-nums">{formatCount(count)}</span>
    </>
  );
}
