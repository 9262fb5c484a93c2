import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { forbidden } from "../errors.ts";
import type { JobName } from "../job/index.ts";
import { type FailedJobScope, matchFailedJobs } from "./match-failed-jobs.ts";

/** What a job was about. Of items, the first few that the caller may see, and how many there are. */
export type FailedJobAbout = {
  import: { id: string; fileName: string; projectSlug: string } | null;
  items: { id: string; externalId: string; projectSlug: string }[];
  itemCount: number;
  scorer: { name: string; version: string } | null;
};

/** A job that was set aside after its last try. `reason` is what was thrown, in the program's words: for the operator alone. */
export type FailedJob = { id: string; kind: JobName; code: string; message: string; reason: string | null; tries: number; queuedAt: Date; failedAt: Date; about: FailedJobAbout };
export type FailedJobList = { rows: FailedJob[]; total: number; codes: string[]; kinds: JobName[] };

type Row = { id: string; queue: JobName; data: { importId?: string; itemIds?: string[]; scorerVersionId?: string }; output: { message?: string; reason?: string } | null; code: string; tries: number; queuedAt: Date; failedAt: Date };

const ITEMS_SHOWN = 3;
const MESSAGES: Record<string, string> = {
  worker_lost: "The worker that had this job ended or stopped answering, each time.",
  job_timed_out: "The job took longer than it may.",
  internal: "Something failed on the server. It has been logged.",
};
const SCORER_HASH_LENGTH = 12;

async function describeRows(rows: Row[], projectId: string | null): Promise<Map<string, FailedJobAbout>> {
  const db = getDb();
  const project = { select: { slug: true } };
  const mine = projectId === null ? {} : { projectId };
  const [imports, items, versions] = await Promise.all([
    db.import.findMany({ where: { ...mine, id: { in: rows.flatMap(({ data }) => data.importId ?? []) } }, select: { id: true, fileName: true, project } }),
    db.item.findMany({ where: { ...mine, id: { in: rows.flatMap(({ data }) => data.itemIds ?? []) } }, select: { id: true, externalId: true, project }, orderBy: { externalId: "asc" } }),
    db.scorerVersion.findMany({ where: { id: { in: rows.flatMap(({ data }) => data.scorerVersionId ?? []) } }, include: { scorer: true } }),
  ]);
  return new Map(
    rows.map(({ id, data }) => {
      const ids = new Set(data.itemIds);
      const own = items.filter((item) => ids.has(item.id));
      const found = imports.find((row) => row.id === data.importId);
      const version = versions.find((row) => row.id === data.scorerVersionId);
      return [
        id,
        {
          import: found ? { id: found.id, fileName: found.fileName, projectSlug: found.project.slug } : null,
          items: own.slice(0, ITEMS_SHOWN).map((item) => ({ id: item.id, externalId: item.externalId, projectSlug: item.project.slug })),
          itemCount: own.length,
          scorer: version ? { name: version.scorer.name, version: version.hash.slice(0, SCORER_HASH_LENGTH) } : null,
        },
      ];
    }),
  );
}

/** Owners and reviewers see those of their project, the operator also those of all (`projectId` null). */
export async function requireFailedJobs(db: Parameters<typeof requireCaller>[0], caller: Caller, projectId: string | null): Promise<void> {
  if (projectId !== null) await requireCaller(db, caller, projectId, MANAGING_ROLES);
  else if (caller !== "operator") throw forbidden();
}

/**
 * Jobs that were set aside after their last try, the newest first, with what they were about and why they failed. Pages count
 * from 1; `codes` and `kinds` are all that occur, whatever the filter. Throws `not_found` or `forbidden`.
 */
export async function listFailedJobs(caller: Caller, scope: FailedJobScope, input: { page: number; pageSize: number }): Promise<FailedJobList> {
  const db = getDb();
  await requireFailedJobs(db, caller, scope.projectId);
  const matched = matchFailedJobs(scope);
  const [rows, counts, kept] = await Promise.all([
    db.$queryRaw<Row[]>`SELECT * FROM ${matched} m ORDER BY "failedAt" DESC, id LIMIT ${input.pageSize} OFFSET ${(input.page - 1) * input.pageSize}`,
    db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${matched} m`,
    db.$queryRaw<{ code: string; queue: JobName }[]>`SELECT DISTINCT code, queue FROM ${matchFailedJobs({ projectId: scope.projectId })} m ORDER BY code, queue`,
  ]);
  const about = await describeRows(rows, scope.projectId);
  const nothing: FailedJobAbout = { import: null, items: [], itemCount: 0, scorer: null };
  return {
    rows: rows.map(({ id, queue, output, code, tries, queuedAt, failedAt }) => ({
      id,
      kind: queue,
      code,
      message: MESSAGES[code] ?? output?.message ?? code,
      reason: caller === "operator" ? (output?.reason ?? null) : null,
      tries,
      queuedAt,
      failedAt,
      about: about.get(id) ?? nothing,
    })),
    total: counts[0]?.n ?? 0,
    codes: [...new Set(kept.map((row) => row.code))],
    kinds: [...new Set(kept.map((row) => row.queue))],
  };
}

/** How many jobs of a project were set aside after their last try. Throws `not_found` or `forbidden`. */
export async function countFailedJobs(caller: Caller, projectId: string): Promise<number> {
  const db = getDb();
  await requireFailedJobs(db, caller, projectId);
  const rows = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${matchFailedJobs({ projectId })} m`;
  return rows[0]?.n ?? 0;
}
