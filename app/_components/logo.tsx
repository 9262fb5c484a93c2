/** Two pictures side by side: the mark of Juxta. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden>
        <rect x="1" y="3" width="8" height="14" rx="1.5" fill="currentColor" />
        <rect x="12" y="4" width="6.5" height="12" rx="1" fill="none" stroke="var(--accent)" strokeWidth="2" />
      </svg>
      Juxta
    </span>
  );
}
