/** A moment in UTC to the minute, the same on the server and in every browser: 2026-03-01 09:00. */
export function formatTime(at: Date): string {
  return at.toISOString().slice(0, 16).replace("T", " ");
}
