import type { JudgingBatch, OwnJudgment, ReviseJudgmentInput, SubmitJudgmentInput } from "#lib/judgment/index.ts";
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

const TIMEOUT_MS = 30_000;

async function request(path: string, init: RequestInit): Promise<unknown> {
  // A request that hangs would block everything behind it.
  const response = await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {
    throw new RequestFailure("offline", "The server cannot be reached.", false);
  });
  const parsed: unknown = await response.json().catch(() => null);
  // An answer of something in between, such as a proxy's page, is not the server's.
  if (response.ok && parsed !== null) return parsed;
  const { error } = (parsed ?? {}) as { error?: { code: string; message: string } };
  const isFinal = error !== undefined && response.status >= 400 && response.status < 500 && response.status !== 429 && response.status !== 401;
  throw new RequestFailure(error?.code ?? "internal", error?.message ?? "The server could not answer.", isFinal);
}

export function post(path: string, body: unknown): Promise<unknown> {
  return request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

export type Batch = Pick<JudgingBatch, "comparisons" | "forms" | "progress" | "ending" | "participation" | "notice">;

/** Times travel as text. */
export type PastJudgment = Omit<OwnJudgment, "submittedAt" | "changeableUntil"> & { submittedAt: string; changeableUntil: string | null };
export type HistoryPage = { rows: PastJudgment[]; total: number; page: number; pageSize: number };

export async function claim(slug: string, wanted: number): Promise<Batch> {
  return (await post(`/api/v1/judging/${encodeURIComponent(slug)}/claim`, { wanted })) as Batch;
}

export async function readHistory(slug: string, page: number): Promise<HistoryPage> {
  return (await request(`/api/v1/judging/${encodeURIComponent(slug)}/history?page=${page}`, {})) as HistoryPage;
}

export async function sendJudgment(body: SubmitJudgmentInput): Promise<void> {
  await post("/api/v1/judging/judgments", body);
}

/** Replaces an answer that was given before. */
export async function sendRevision({ judgmentId, ...body }: ReviseJudgmentInput): Promise<void> {
  await post(`/api/v1/judging/judgments/${judgmentId}/revise`, body);
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
