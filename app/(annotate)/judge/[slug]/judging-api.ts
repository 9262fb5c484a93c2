import type { JudgingBatch, OwnProgress } from "#lib/judgment/index.ts";
import type { OwnParticipation } from "#lib/recruiting/index.ts";

/** An answer of the server that is not a success; `code` is stable, `isFinal` says that trying again cannot help. */
export class RequestFailure extends Error {
  readonly code: string;
  readonly isFinal: boolean;

  constructor(code: string, message: string, isFinal: boolean) {
    super(message);
    this.code = code;
    this.isFinal = isFinal;
  }
}

export async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => {
    throw new RequestFailure("offline", "The server cannot be reached.", false);
  });
  const parsed: unknown = await response.json().catch(() => null);
  if (response.ok) return parsed;
  const { error } = (parsed ?? {}) as { error?: { code: string; message: string } };
  const isFinal = response.status >= 400 && response.status < 500 && response.status !== 429 && response.status !== 401;
  throw new RequestFailure(error?.code ?? "internal", error?.message ?? "The server could not answer.", isFinal);
}

export type Batch = Pick<JudgingBatch, "forms" | "comparisons" | "ending" | "participation" | "notice"> & { progress: OwnProgress };

export async function claim(slug: string, wanted: number): Promise<Batch> {
  return (await post(`/api/v1/judging/${encodeURIComponent(slug)}/claim`, { wanted })) as Batch;
}

export async function sendJudgment(body: unknown): Promise<void> {
  await post("/api/v1/judging/judgments", body);
}

export async function release(leaseId: string, reason: string, note: string): Promise<void> {
  await post("/api/v1/judging/release", { leaseId, reason, note });
}

/** Ends this person's part in a panel's study. */
export async function leaveStudy(slug: string): Promise<OwnParticipation> {
  return ((await post(`/api/v1/judging/${encodeURIComponent(slug)}/leave`, {})) as { participation: OwnParticipation }).participation;
}

export async function renew(leaseIds: string[]): Promise<void> {
  await post("/api/v1/judging/renew", { leaseIds });
}
