-- Scorers with their definition, runs that score with them, and the replies that they gave.
CREATE TYPE "ScoringRunState" AS ENUM ('QUEUED', 'RUNNING', 'PAUSED', 'CANCELLED', 'DONE', 'FAILED');
CREATE TYPE "ScorerCheckState" AS ENUM ('QUEUED', 'RUNNING', 'DONE', 'FAILED');

ALTER TABLE "scorer_version"
  ADD COLUMN "dimensions" "Dimension"[] NOT NULL DEFAULT ARRAY[]::"Dimension"[],
  ADD COLUMN "passes" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "definition" JSONB;
UPDATE "scorer_version" v SET "dimensions" = coalesce(
  nullif(ARRAY(SELECT DISTINCT s."dimension" FROM "score" s WHERE s."scorer_version_id" = v."id" ORDER BY 1), '{}'),
  ARRAY['prompt_following', 'consistency', 'visual_quality', 'overall']::"Dimension"[]);
UPDATE "scorer" SET "kind" = 'starter' WHERE "name" = 'starter' AND "kind" = 'onnx';

CREATE TABLE "scoring_run" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "scorer_version_id" UUID NOT NULL,
    "state" "ScoringRunState" NOT NULL DEFAULT 'QUEUED',
    "turn" INTEGER NOT NULL DEFAULT 1,
    "at_work" BOOLEAN NOT NULL DEFAULT false,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "passes" INTEGER NOT NULL,
    "concurrency" INTEGER NOT NULL DEFAULT 4,
    "requests_per_minute" INTEGER,
    "retry_failed_before" TIMESTAMPTZ(6),
    "planned_count" INTEGER NOT NULL,
    "cached_count" INTEGER NOT NULL,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "call_count" INTEGER NOT NULL DEFAULT 0,
    "prompt_tokens" BIGINT NOT NULL DEFAULT 0,
    "completion_tokens" BIGINT NOT NULL DEFAULT 0,
    "work_ms" BIGINT NOT NULL DEFAULT 0,
    "prompt_price" DOUBLE PRECISION,
    "completion_price" DOUBLE PRECISION,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "scoring_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "scoring_run_project_id_created_at_idx" ON "scoring_run"("project_id", "created_at");
CREATE INDEX "scoring_run_scorer_version_id_idx" ON "scoring_run"("scorer_version_id");
ALTER TABLE "scoring_run" ADD CONSTRAINT "scoring_run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scoring_run" ADD CONSTRAINT "scoring_run_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scoring_run" ADD CONSTRAINT "scoring_run_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "score_pass" (
    "candidate_id" UUID NOT NULL,
    "scorer_version_id" UUID NOT NULL,
    "pass" INTEGER NOT NULL,
    "run_id" UUID,
    "reasoning" TEXT,
    "repaired" BOOLEAN NOT NULL DEFAULT false,
    "extra" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_pass_pkey" PRIMARY KEY ("candidate_id","scorer_version_id","pass")
);
CREATE INDEX "score_pass_run_id_idx" ON "score_pass"("run_id");
ALTER TABLE "score_pass" ADD CONSTRAINT "score_pass_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "score_pass" ADD CONSTRAINT "score_pass_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "score_pass" ADD CONSTRAINT "score_pass_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "scoring_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "scorer_reply" (
    "id" BIGSERIAL NOT NULL,
    "candidate_id" UUID NOT NULL,
    "scorer_version_id" UUID NOT NULL,
    "pass" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "run_id" UUID,
    "part" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "text" TEXT,
    "ms" INTEGER NOT NULL,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "error_code" TEXT,
    "error_message" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scorer_reply_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "scorer_reply_call_key" ON "scorer_reply"("candidate_id", "scorer_version_id", "pass", "round", "position");
CREATE INDEX "scorer_reply_scorer_version_id_idx" ON "scorer_reply"("scorer_version_id");
CREATE INDEX "scorer_reply_run_id_idx" ON "scorer_reply"("run_id");
ALTER TABLE "scorer_reply" ADD CONSTRAINT "scorer_reply_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scorer_reply" ADD CONSTRAINT "scorer_reply_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scorer_reply" ADD CONSTRAINT "scorer_reply_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "scoring_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "scorer_check" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "state" "ScorerCheckState" NOT NULL DEFAULT 'QUEUED',
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "definition" JSONB NOT NULL,
    "base_folder" TEXT NOT NULL,
    "register" BOOLEAN NOT NULL,
    "candidate_id" UUID,
    "result" JSONB,
    "scorer_version_id" UUID,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "scorer_check_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "scorer_check_project_id_created_at_idx" ON "scorer_check"("project_id", "created_at");
ALTER TABLE "scorer_check" ADD CONSTRAINT "scorer_check_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scorer_check" ADD CONSTRAINT "scorer_check_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scorer_check" ADD CONSTRAINT "scorer_check_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scorer_check" ADD CONSTRAINT "scorer_check_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "score_failure" ADD COLUMN "run_id" UUID;
CREATE INDEX "score_failure_run_id_idx" ON "score_failure"("run_id");
CREATE INDEX "score_failure_scorer_version_id_idx" ON "score_failure"("scorer_version_id");
ALTER TABLE "score_failure" ADD CONSTRAINT "score_failure_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "scoring_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema language cannot state.

ALTER TABLE "scorer_version"
  ADD CONSTRAINT "scorer_version_passes_check" CHECK ("passes" BETWEEN 1 AND 1000);

-- One open run of a version in a project, so that nothing is asked twice at once.
CREATE UNIQUE INDEX "scoring_run_open_key" ON "scoring_run"("project_id", "scorer_version_id") WHERE "finished_at" IS NULL;
ALTER TABLE "scoring_run"
  ADD CONSTRAINT "scoring_run_finished_check" CHECK (("state" IN ('QUEUED', 'RUNNING', 'PAUSED')) = ("finished_at" IS NULL)),
  ADD CONSTRAINT "scoring_run_error_check" CHECK (("state" = 'FAILED') = ("error_code" IS NOT NULL)),
  ADD CONSTRAINT "scoring_run_passes_check" CHECK ("passes" BETWEEN 1 AND 1000),
  ADD CONSTRAINT "scoring_run_concurrency_check" CHECK ("concurrency" BETWEEN 1 AND 256),
  ADD CONSTRAINT "scoring_run_requests_per_minute_check" CHECK ("requests_per_minute" BETWEEN 1 AND 100000),
  ADD CONSTRAINT "scoring_run_counts_check" CHECK ("planned_count" >= 0 AND "cached_count" >= 0 AND "done_count" >= 0 AND "failed_count" >= 0 AND "call_count" >= 0),
  ADD CONSTRAINT "scoring_run_price_check" CHECK ("prompt_price" >= 0 AND "completion_price" >= 0);
ALTER TABLE "score_pass" ADD CONSTRAINT "score_pass_pass_check" CHECK ("pass" >= 0);
ALTER TABLE "scorer_reply" ADD CONSTRAINT "scorer_reply_numbers_check" CHECK ("pass" >= 0 AND "round" >= 1 AND "position" >= 0 AND "ms" >= 0);
ALTER TABLE "scorer_check"
  ADD CONSTRAINT "scorer_check_finished_check" CHECK (("state" IN ('QUEUED', 'RUNNING')) = ("finished_at" IS NULL)),
  ADD CONSTRAINT "scorer_check_error_check" CHECK (("state" = 'FAILED') = ("error_code" IS NOT NULL));

-- Replies are kept as they came. They go with their candidate alone.
CREATE FUNCTION keep_scorer_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'scorer_reply is never changed';
END
$$;
CREATE TRIGGER scorer_reply_unchanged BEFORE UPDATE ON "scorer_reply" FOR EACH ROW EXECUTE FUNCTION keep_scorer_reply();
