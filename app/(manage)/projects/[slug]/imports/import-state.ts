import type { Import } from "#lib/generated/prisma/client.ts";
import type { Messages } from "../../../../_messages/load-messages.ts";

/** The message that says an import's state; `attention` where somebody should look. */
export function describeImport({ state, problemCount, startedAt }: Pick<Import, "state" | "problemCount" | "startedAt">): { words: keyof Messages["imports"]["states"]; tone: "neutral" | "accent" | "attention" | "loss" } {
  switch (state) {
    case "QUEUED":
      return { words: startedAt ? "waitsAgain" : "waits", tone: "neutral" };
    case "RUNNING":
      return { words: "reading", tone: "accent" };
    case "FAILED":
      return { words: "stopped", tone: "loss" };
    case "DONE":
      return problemCount > 0 ? { words: "doneWithProblems", tone: "attention" } : { words: "done", tone: "neutral" };
  }
}
