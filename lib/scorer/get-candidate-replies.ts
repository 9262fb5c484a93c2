import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import type { ScoreFailure, ScorerReply } from "../generated/prisma/client.ts";

const WITH_PICTURES = { picture: true, item: { include: { sources: { where: { position: 0 }, include: { picture: true } } } } } satisfies Prisma.CandidateInclude;

/** One pass of a scorer over a candidate: what it gave, or why nothing, and every call that was made for it, oldest first. */
export type CandidatePass = {
  pass: number;
  values: Record<string, number>;
  reasoning: string | null;
  repaired: boolean;
  extra: Record<string, number>;
  failure: Pick<ScoreFailure, "code" | "message" | "at"> | null;
  replies: ScorerReply[];
};
export type CandidateReplies = { candidate: Prisma.CandidateGetPayload<{ include: typeof WITH_PICTURES }>; passes: CandidatePass[] };

/** Everything that a scorer version said of one candidate, raw replies included. Throws `not_found`, `forbidden`. */
export async function getCandidateReplies(caller: Caller, projectId: string, scorerVersionId: string, candidateId: string): Promise<CandidateReplies> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const candidate = await db.candidate.findFirst({ where: { id: candidateId, projectId }, include: WITH_PICTURES });
  if (!candidate) throw notFound("There is no such candidate.");
  const where = { candidateId, scorerVersionId };
  const [scores, rows, failures, replies] = await Promise.all([
    db.score.findMany({ where, orderBy: { dimension: "asc" } }),
    db.scorePass.findMany({ where }),
    db.scoreFailure.findMany({ where }),
    db.scorerReply.findMany({ where, orderBy: [{ round: "asc" }, { position: "asc" }] }),
  ]);
  const numbers = [...new Set([...scores, ...failures, ...replies].map(({ pass }) => pass))].sort((a, b) => a - b);
  const passes = numbers.map((pass): CandidatePass => {
    const row = rows.find((known) => known.pass === pass);
    return {
      pass,
      values: Object.fromEntries(scores.filter((score) => score.pass === pass).map(({ dimension, value }) => [dimension, value])),
      reasoning: row?.reasoning ?? null,
      repaired: row?.repaired ?? false,
      extra: (row?.extra ?? {}) as Record<string, number>,
      failure: failures.find((failure) => failure.pass === pass) ?? null,
      replies: replies.filter((reply) => reply.pass === pass),
    };
  });
  return { candidate, passes };
}

export type ScoredCandidateRow = { id: string; externalId: string; item: string; overall: number | null; spread: number | null; failedPasses: number };

/** Candidates of a project that a version has scored or failed on, lowest mean overall first. Pages count from 1. Throws `not_found`, `forbidden`. */
export async function listScoredCandidates(caller: Caller, projectId: string, scorerVersionId: string, input: { page: number; pageSize: number; failed?: boolean }): Promise<{ rows: ScoredCandidateRow[]; total: number }> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const { page, pageSize, failed = false } = input;
  const rows = await db.$queryRaw<(ScoredCandidateRow & { total: number })[]>`
    WITH means AS (SELECT candidate_id, avg(value) AS overall, CASE WHEN count(*) > 1 THEN stddev_pop(value) END AS spread FROM score WHERE scorer_version_id = ${scorerVersionId}::uuid AND dimension = 'overall' GROUP BY 1),
      failures AS (SELECT candidate_id, count(*)::int AS n FROM score_failure WHERE scorer_version_id = ${scorerVersionId}::uuid GROUP BY 1)
    SELECT c.id, c.external_id AS "externalId", i.external_id AS item, m.overall, m.spread, coalesce(f.n, 0) AS "failedPasses", count(*) OVER ()::int AS total
    FROM candidate c JOIN item i ON i.id = c.item_id LEFT JOIN means m ON m.candidate_id = c.id LEFT JOIN failures f ON f.candidate_id = c.id
    WHERE c.project_id = ${projectId}::uuid AND (f.n > 0 OR (NOT ${failed}::boolean AND m.candidate_id IS NOT NULL))
    ORDER BY m.overall NULLS FIRST, c.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
