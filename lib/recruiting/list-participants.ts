import type { Caller } from "../auth/actor.ts";
import { getDb, Prisma } from "../db.ts";
import type { MemberState } from "../generated/prisma/client.ts";
import { findStudy } from "./find-study.ts";
import type { ParticipantFilter, ParticipationStateName } from "./schemas.ts";

export type Participant = {
  id: string;
  userId: string;
  pseudonym: string;
  participantId: string | null;
  sessionId: string | null;
  state: ParticipationStateName;
  endReason: string | null;
  startedAt: Date;
  endedAt: Date | null;
  memberState: MemberState;
  memberReason: string | null;
  judgmentCount: number;
  /** Median milliseconds from pictures shown to answer sent; null without judgments. */
  medianDurationMs: number | null;
  /** Sum of the same, over all judgments. */
  judgingMs: number;
};

type Row = Omit<Participant, "judgmentCount" | "judgingMs"> & { judgments: bigint; judging: number };

function where(studyId: string, { state, search }: ParticipantFilter): Prisma.Sql {
  const ofState = state ? Prisma.sql`AND p.state = ${state}::"ParticipationState"` : Prisma.empty;
  // An id is private, so only the whole of it finds somebody.
  const found = search ? Prisma.sql`AND (position(lower(${search}) IN u.pseudonym) > 0 OR p.participant_id = ${search} OR p.session_id = ${search})` : Prisma.empty;
  return Prisma.sql`p.study_id = ${studyId}::uuid ${ofState} ${found}`;
}

/** Participants of a study in the order in which they came, `pageSize` at a time from page 1, with how many match. Owners only. */
export async function listParticipants(caller: Caller, projectId: string, studyId: string, options: { filter?: ParticipantFilter; page?: number; pageSize?: number } = {}): Promise<{ rows: Participant[]; total: number }> {
  await findStudy(getDb(), caller, projectId, studyId);
  const { filter = {}, page = 1, pageSize = 100_000 } = options;
  const matching = where(studyId, filter);
  const [counted, rows] = await Promise.all([
    getDb().$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM participation p JOIN app_user u ON u.id = p.user_id WHERE ${matching}`,
    getDb().$queryRaw<Row[]>`
      SELECT p.id, p.user_id AS "userId", u.pseudonym, p.participant_id AS "participantId", p.session_id AS "sessionId", p.state::text AS state, p.end_reason AS "endReason",
             p.started_at AS "startedAt", p.ended_at AS "endedAt", m.state::text AS "memberState", m.state_reason AS "memberReason",
             work.judgments, work.median AS "medianDurationMs", work.judging
      FROM participation p JOIN app_user u ON u.id = p.user_id JOIN member m ON m.user_id = p.user_id AND m.project_id = ${projectId}::uuid
      CROSS JOIN LATERAL (
        SELECT count(*) AS judgments, percentile_cont(0.5) WITHIN GROUP (ORDER BY j.duration_ms) AS median, coalesce(sum(j.duration_ms), 0)::float8 AS judging
        FROM judgment j JOIN unit ON unit.id = j.unit_id
        WHERE j.annotator_id = p.user_id AND unit.project_id = ${projectId}::uuid AND j.submitted_at >= p.started_at
          AND j.submitted_at < coalesce((SELECT min(later.started_at) FROM participation later JOIN study ls ON ls.id = later.study_id
            WHERE later.user_id = p.user_id AND ls.project_id = ${projectId}::uuid AND later.started_at > p.started_at), 'infinity')) work
      WHERE ${matching} ORDER BY p.started_at, p.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
  ]);
  return { total: Number(counted[0]?.total ?? 0), rows: rows.map(({ judgments, judging, ...row }) => ({ ...row, judgmentCount: Number(judgments), judgingMs: judging })) };
}
