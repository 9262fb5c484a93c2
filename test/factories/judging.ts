import { randomUUID } from "node:crypto";
import type { Project } from "#lib/generated/prisma/client.ts";
import type { SideVerdict } from "#lib/judgment/index.ts";

/** One answer for every dimension of a project. */
export function answerAll(project: Project, leaseId: string, verdict: SideVerdict = { value: "left" }, overrides: { id?: string; note?: string; durationMs?: number } = {}) {
  return { id: randomUUID(), leaseId, verdicts: Object.fromEntries(project.dimensions.map((dimension) => [dimension, verdict])), durationMs: 4_000, ...overrides };
}
