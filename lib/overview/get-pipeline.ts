import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { loadEvidence } from "../evidence/index.ts";
import type { Import, Project } from "../generated/prisma/client.ts";
import { getQueueCounts, type QueueCounts } from "../job/index.ts";
import { getProject } from "../project/index.ts";
import { readProgress, type ReportProgress } from "../report/index.ts";
import { listScorers, type ScorerProgress } from "../scorer/index.ts";

const WORKER_ALIVE_SECONDS = 30;
const RATE_MINUTES = 10;

/** Where the work of a project stands, from items to decided comparisons. */
export type Pipeline = {
  project: Project;
  progress: ReportProgress;
  preparedItemCount: number;
  /** Items with a picture that could not be read. */
  failedItemCount: number;
  scorers: ScorerProgress[];
  wantedJudgmentCount: number;
  judgmentsLastMinutes: { minutes: number; count: number };
  memberCount: number;
  openInviteCount: number;
  /** Imports that are queued or running, newest first. */
  openImports: Pick<Import, "id" | "fileName" | "state" | "lineCount">[];
  queue: QueueCounts;
  workerCount: number;
};

type Row = { prepared: number; failed: number; slots: number; recent: number; members: number; invites: number; workers: number };

async function readCounts(projectId: string): Promise<Row> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT (SELECT count(*)::int FROM item WHERE project_id = ${projectId}::uuid AND prepared_at IS NOT NULL) AS prepared,
           (SELECT count(DISTINCT broken.item_id)::int FROM (
              SELECT c.item_id FROM candidate c JOIN picture p ON p.id = c.picture_id WHERE c.project_id = ${projectId}::uuid AND p.state = 'FAILED'
              UNION ALL SELECT s.item_id FROM item_source s JOIN item i ON i.id = s.item_id JOIN picture p ON p.id = s.picture_id
              WHERE i.project_id = ${projectId}::uuid AND p.state = 'FAILED') broken) AS failed,
           (SELECT count(*)::int FROM slot WHERE project_id = ${projectId}::uuid) AS slots,
           (SELECT count(*)::int FROM judgment j JOIN unit u ON u.id = j.unit_id
            WHERE u.project_id = ${projectId}::uuid AND j.submitted_at > now() - make_interval(mins => ${RATE_MINUTES}::int)) AS recent,
           (SELECT count(*)::int FROM member WHERE project_id = ${projectId}::uuid AND state = 'ACTIVE') AS members,
           (SELECT count(*)::int FROM invite WHERE project_id = ${projectId}::uuid AND revoked_at IS NULL AND expires_at > now() AND use_count < max_uses) AS invites,
           (SELECT count(*)::int FROM worker_process WHERE seen_at > now() - make_interval(secs => ${WORKER_ALIVE_SECONDS}::int)) AS workers`;
  return rows[0] ?? { prepared: 0, failed: 0, slots: 0, recent: 0, members: 0, invites: 0, workers: 0 };
}

/** The state of every stage of a project, for owners and reviewers. Throws `not_found` or `forbidden`. */
export async function getPipeline(caller: Caller, slug: string): Promise<Pipeline> {
  const project = await getProject(caller, slug);
  const [{ evidence, keep }, counts, scorers, queue, openImports] = await Promise.all([
    loadEvidence(project),
    readCounts(project.id),
    listScorers(caller, project.id),
    getQueueCounts(),
    getDb().import.findMany({
      where: { projectId: project.id, state: { in: ["QUEUED", "RUNNING"] } },
      orderBy: { createdAt: "desc" },
      select: { id: true, fileName: true, state: true, lineCount: true },
    }),
  ]);
  return {
    project,
    progress: await keep("progress all", () => readProgress(project, "all", Promise.resolve(evidence))),
    preparedItemCount: counts.prepared,
    failedItemCount: counts.failed,
    scorers,
    wantedJudgmentCount: counts.slots,
    judgmentsLastMinutes: { minutes: RATE_MINUTES, count: counts.recent },
    memberCount: counts.members,
    openInviteCount: counts.invites,
    openImports,
    queue,
    workerCount: counts.workers,
  };
}
