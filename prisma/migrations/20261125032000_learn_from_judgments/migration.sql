-- What a project's scorer learns from its judgments: frozen features of candidates, and the runs that learn from them.
CREATE TYPE "LearnedRunState" AS ENUM ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');
CREATE TYPE "LearnedRunStage" AS ENUM ('features', 'evaluating', 'learning', 'saving');

CREATE TABLE "candidate_feature" (
    "candidate_id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "plain_count" INTEGER NOT NULL,
    "pooled_count" INTEGER NOT NULL,
    "values" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidate_feature_pkey" PRIMARY KEY ("candidate_id","version")
);
ALTER TABLE "candidate_feature" ADD CONSTRAINT "candidate_feature_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "learned_run" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "state" "LearnedRunState" NOT NULL DEFAULT 'QUEUED',
    "stage" "LearnedRunStage" NOT NULL DEFAULT 'features',
    "settings" JSONB NOT NULL,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "total_count" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "scorer_version_id" UUID,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "decision" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(6),

    CONSTRAINT "learned_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "learned_run_project_id_created_at_idx" ON "learned_run"("project_id", "created_at");
CREATE INDEX "learned_run_scorer_version_id_idx" ON "learned_run"("scorer_version_id");
ALTER TABLE "learned_run" ADD CONSTRAINT "learned_run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "learned_run" ADD CONSTRAINT "learned_run_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "learned_run" ADD CONSTRAINT "learned_run_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "learned_run" ADD CONSTRAINT "learned_run_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema language cannot state.

ALTER TABLE "candidate_feature"
  ADD CONSTRAINT "candidate_feature_values_check" CHECK ("plain_count" >= 1 AND "pooled_count" >= 0 AND octet_length("values") = 4 * ("plain_count" + "pooled_count" + 4));
-- One that is going on in a project at a time.
CREATE UNIQUE INDEX "learned_run_open_key" ON "learned_run"("project_id") WHERE "finished_at" IS NULL;
ALTER TABLE "learned_run"
  ADD CONSTRAINT "learned_run_finished_check" CHECK (("state" IN ('QUEUED', 'RUNNING')) = ("finished_at" IS NULL)),
  ADD CONSTRAINT "learned_run_error_check" CHECK (("state" = 'FAILED') = ("error_code" IS NOT NULL)),
  ADD CONSTRAINT "learned_run_report_check" CHECK (("state" = 'DONE') = ("report" IS NOT NULL)),
  ADD CONSTRAINT "learned_run_counts_check" CHECK ("done_count" >= 0 AND "total_count" >= 0),
  ADD CONSTRAINT "learned_run_decision_check" CHECK (("decision" IS NULL) = ("decided_at" IS NULL) AND "decision" IN ('used', 'not_used'));
