import { useFigures } from "../../_components/use-figures.ts";

/** A title with how many there are, quieter. */
export function CountedTitle({ title, count }: { title: string; count: number }) {
  const { formatCount } = useFigures();
  return (
    <>
      {title} <span className="font-normal text-ink-faint tabular-nums">{formatCount(count)}</span>
    </>
  );
}
