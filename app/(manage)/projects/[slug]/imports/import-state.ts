import type { Import } from "#lib/generated/prisma/client.ts";

/** An import's state in words; `attention` where somebody should look. */
export function describeImport({ state, problemCount, startedAt }: Pick<Import, "state" | "problemCount" | "startedAt">): { words: string; tone: "neutral" | "accent" | "attention" | "loss" } {
  switch (state) {
    case "QUEUED":
      return { words: startedAt ? "waits for another try" : "waits for a worker", tone: "neutral" };
    case "RUNNING":
      return { words: "is being read", tone: "accent" };
    case "FAILED":
      return { words: "stopped", tone: "loss" };
    case "DONE":
      return problemCount > 0 ? { words: "done, with problems", tone: "attention" } : { words: "done", tone: "neutral" };
  }
}

/** UTC to the minute. */
export function formatMoment(moment: Date): string {
  return moment.toISOString().slice(0, 16).replace("T", " ");
}
