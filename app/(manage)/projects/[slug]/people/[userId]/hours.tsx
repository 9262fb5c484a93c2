/** Judgments by hour of the day: bars with their counts, one label for readers of the page by ear. */
export function Hours({ hours }: { hours: readonly number[] }) {
  const most = Math.max(1, ...hours);
  const words = hours.flatMap((count, hour) => (count > 0 ? [`${hour}:00 ${count}`] : [])).join(", ");
  return (
    <div role="img" aria-label={words || "No judgments yet"} className="flex h-24 max-w-2xl items-end gap-px border-b border-line">
      {hours.map((count, hour) => (
        <div key={hour} title={`${hour}:00, ${count}`} className="flex h-full flex-1 flex-col justify-end">
          <div className="bg-ink-soft" style={{ height: `${(count / most) * 100}%` }} />
        </div>
      ))}
    </div>
  );
}
