-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Dimension" AS ENUM ('prompt_following', 'consistency', 'visual_quality', 'overall');

-- CreateEnum
CREATE TYPE "VerdictValue" AS ENUM ('A', 'B', 'TIE', 'BOTH_BAD', 'SKIP');

-- CreateEnum
CREATE TYPE "CandidateOrigin" AS ENUM ('user', 'generator', 'policy', 'perturbation', 'implanted');

-- CreateEnum
CREATE TYPE "ConditionType" AS ENUM ('image', 'depth', 'canny', 'segmentation');

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('OWNER', 'REVIEWER', 'ANNOTATOR');

-- CreateEnum
CREATE TYPE "MemberState" AS ENUM ('ACTIVE', 'PAUSED', 'EXCLUDED');

-- CreateEnum
CREATE TYPE "PictureState" AS ENUM ('PENDING', 'READY', 'FAILED');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('QUEUED', 'RUNNING', 'DONE', 'FAILED');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "pseudonym" TEXT NOT NULL,
    "password_hash" TEXT,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(6),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" BIGSERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "guideline" TEXT NOT NULL DEFAULT '',
    "guideline_version" INTEGER NOT NULL DEFAULT 1,
    "dimensions" "Dimension"[],
    "overlap" INTEGER NOT NULL DEFAULT 2,
    "lease_seconds" INTEGER NOT NULL DEFAULT 900,
    "comparisons_per_item" INTEGER NOT NULL DEFAULT 36,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "state" "MemberState" NOT NULL DEFAULT 'ACTIVE',
    "state_reason" TEXT,
    "invite_id" UUID,
    "simulation" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" "MemberRole" NOT NULL DEFAULT 'ANNOTATOR',
    "label" TEXT NOT NULL DEFAULT '',
    "max_uses" INTEGER NOT NULL,
    "use_count" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "created_by_id" UUID,
    "file_name" TEXT NOT NULL,
    "source_path" TEXT NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'QUEUED',
    "bytes_total" BIGINT NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "line_count" INTEGER NOT NULL DEFAULT 0,
    "new_item_count" INTEGER NOT NULL DEFAULT 0,
    "unchanged_item_count" INTEGER NOT NULL DEFAULT 0,
    "new_candidate_count" INTEGER NOT NULL DEFAULT 0,
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_problem" (
    "id" BIGSERIAL NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "import_problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "byte_size" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "state" "PictureState" NOT NULL DEFAULT 'PENDING',
    "failure_code" TEXT,
    "failure_message" TEXT,
    "perceptual_hash" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "derived_at" TIMESTAMPTZ(6),

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "condition_type" "ConditionType" NOT NULL DEFAULT 'image',
    "instruction" TEXT,
    "source_caption" TEXT,
    "target_caption" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "translation" TEXT,
    "task_type" TEXT,
    "licence" TEXT,
    "origin_address" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "fingerprint" TEXT NOT NULL,
    "import_id" UUID,
    "import_line" INTEGER,
    "prepared_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_source" (
    "item_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "picture_id" UUID NOT NULL,

    CONSTRAINT "item_source_pkey" PRIMARY KEY ("item_id","position")
);

-- CreateTable
CREATE TABLE "candidate" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "picture_id" UUID NOT NULL,
    "generator" TEXT NOT NULL DEFAULT 'unknown',
    "origin" "CandidateOrigin" NOT NULL DEFAULT 'generator',
    "config" JSONB NOT NULL DEFAULT '{}',
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "parent_id" UUID,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "import_line" INTEGER,
    "alignment" JSONB,
    "changed_share" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comparison" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "candidate_a_id" UUID NOT NULL,
    "candidate_b_id" UUID NOT NULL,
    "priority" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot" (
    "comparison_id" UUID NOT NULL,
    "slot_no" INTEGER NOT NULL,
    "project_id" UUID NOT NULL,
    "priority" DOUBLE PRECISION NOT NULL,
    "annotator_id" UUID,
    "lease_id" UUID,
    "lease_expires_at" TIMESTAMPTZ(6),
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "slot_pkey" PRIMARY KEY ("comparison_id","slot_no")
);

-- CreateTable
CREATE TABLE "handed_out" (
    "annotator_id" UUID NOT NULL,
    "comparison_id" UUID NOT NULL,
    "slot_no" INTEGER NOT NULL,
    "lease_id" UUID NOT NULL,
    "left_is_a" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(6),
    "release_reason" TEXT,

    CONSTRAINT "handed_out_pkey" PRIMARY KEY ("annotator_id","comparison_id")
);

-- CreateTable
CREATE TABLE "judgment" (
    "id" UUID NOT NULL,
    "comparison_id" UUID NOT NULL,
    "annotator_id" UUID NOT NULL,
    "slot_no" INTEGER NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "left_is_a" BOOLEAN NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "duration_ms" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "guideline_version" INTEGER NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "submitted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judgment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict" (
    "judgment_id" UUID NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "value" "VerdictValue" NOT NULL,
    "strength" SMALLINT,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("judgment_id","dimension")
);

-- CreateTable
CREATE TABLE "scorer" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scorer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scorer_version" (
    "id" UUID NOT NULL,
    "scorer_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "scale_min" DOUBLE PRECISION NOT NULL,
    "scale_max" DOUBLE PRECISION NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scorer_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score" (
    "candidate_id" UUID NOT NULL,
    "scorer_version_id" UUID NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "pass" INTEGER NOT NULL DEFAULT 0,
    "value" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_pkey" PRIMARY KEY ("candidate_id","scorer_version_id","dimension","pass")
);

-- CreateTable
CREATE TABLE "score_failure" (
    "candidate_id" UUID NOT NULL,
    "scorer_version_id" UUID NOT NULL,
    "pass" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_failure_pkey" PRIMARY KEY ("candidate_id","scorer_version_id","pass")
);

-- CreateTable
CREATE TABLE "worker_process" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "project_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_pseudonym_key" ON "app_user"("pseudonym");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_subject_at_idx" ON "sign_in_attempt"("subject", "at");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE INDEX "invite_project_id_idx" ON "invite"("project_id");

-- CreateIndex
CREATE INDEX "import_project_id_created_at_idx" ON "import"("project_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "import_problem_import_id_line_field_code_key" ON "import_problem"("import_id", "line", "field", "code");

-- CreateIndex
CREATE UNIQUE INDEX "picture_sha256_key" ON "picture"("sha256");

-- CreateIndex
CREATE INDEX "picture_perceptual_hash_idx" ON "picture"("perceptual_hash");

-- CreateIndex
CREATE INDEX "item_project_id_task_type_idx" ON "item"("project_id", "task_type");

-- CreateIndex
CREATE UNIQUE INDEX "item_project_id_external_id_key" ON "item"("project_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_project_id_id_key" ON "item"("project_id", "id");

-- CreateIndex
CREATE INDEX "item_source_picture_id_idx" ON "item_source"("picture_id");

-- CreateIndex
CREATE INDEX "candidate_project_id_generator_idx" ON "candidate"("project_id", "generator");

-- CreateIndex
CREATE INDEX "candidate_picture_id_idx" ON "candidate"("picture_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_item_id_external_id_key" ON "candidate"("item_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_item_id_id_key" ON "candidate"("item_id", "id");

-- CreateIndex
CREATE INDEX "comparison_project_id_priority_idx" ON "comparison"("project_id", "priority");

-- CreateIndex
CREATE INDEX "comparison_item_id_idx" ON "comparison"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "comparison_candidate_a_id_candidate_b_id_key" ON "comparison"("candidate_a_id", "candidate_b_id");

-- CreateIndex
CREATE UNIQUE INDEX "slot_lease_id_key" ON "slot"("lease_id");

-- CreateIndex
CREATE INDEX "slot_annotator_id_idx" ON "slot"("annotator_id");

-- CreateIndex
CREATE UNIQUE INDEX "slot_comparison_id_annotator_id_key" ON "slot"("comparison_id", "annotator_id");

-- CreateIndex
CREATE UNIQUE INDEX "handed_out_lease_id_key" ON "handed_out"("lease_id");

-- CreateIndex
CREATE INDEX "handed_out_comparison_id_idx" ON "handed_out"("comparison_id");

-- CreateIndex
CREATE INDEX "judgment_annotator_id_submitted_at_idx" ON "judgment"("annotator_id", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "judgment_comparison_id_annotator_id_key" ON "judgment"("comparison_id", "annotator_id");

-- CreateIndex
CREATE UNIQUE INDEX "scorer_name_key" ON "scorer"("name");

-- CreateIndex
CREATE UNIQUE INDEX "scorer_version_scorer_id_hash_key" ON "scorer_version"("scorer_id", "hash");

-- CreateIndex
CREATE INDEX "score_scorer_version_id_idx" ON "score"("scorer_version_id");

-- CreateIndex
CREATE INDEX "worker_process_seen_at_idx" ON "worker_process"("seen_at");

-- CreateIndex
CREATE INDEX "audit_entry_project_id_at_idx" ON "audit_entry"("project_id", "at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_invite_id_fkey" FOREIGN KEY ("invite_id") REFERENCES "invite"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_problem" ADD CONSTRAINT "import_problem_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_source" ADD CONSTRAINT "item_source_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_source" ADD CONSTRAINT "item_source_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "candidate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_project_id_item_id_fkey" FOREIGN KEY ("project_id", "item_id") REFERENCES "item"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_item_id_candidate_a_id_fkey" FOREIGN KEY ("item_id", "candidate_a_id") REFERENCES "candidate"("item_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_item_id_candidate_b_id_fkey" FOREIGN KEY ("item_id", "candidate_b_id") REFERENCES "candidate"("item_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot" ADD CONSTRAINT "slot_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot" ADD CONSTRAINT "slot_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot" ADD CONSTRAINT "slot_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handed_out" ADD CONSTRAINT "handed_out_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handed_out" ADD CONSTRAINT "handed_out_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_judgment_id_fkey" FOREIGN KEY ("judgment_id") REFERENCES "judgment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scorer_version" ADD CONSTRAINT "scorer_version_scorer_id_fkey" FOREIGN KEY ("scorer_id") REFERENCES "scorer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_failure" ADD CONSTRAINT "score_failure_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_failure" ADD CONSTRAINT "score_failure_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema language cannot state.

ALTER TABLE "project"
  ADD CONSTRAINT "project_slug_check" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  ADD CONSTRAINT "project_dimensions_check" CHECK (cardinality("dimensions") >= 1),
  ADD CONSTRAINT "project_overlap_check" CHECK ("overlap" BETWEEN 1 AND 50),
  ADD CONSTRAINT "project_lease_seconds_check" CHECK ("lease_seconds" BETWEEN 30 AND 86400),
  ADD CONSTRAINT "project_comparisons_per_item_check" CHECK ("comparisons_per_item" BETWEEN 1 AND 1000);

ALTER TABLE "invite"
  ADD CONSTRAINT "invite_uses_check" CHECK ("use_count" BETWEEN 0 AND "max_uses");

ALTER TABLE "picture"
  ADD CONSTRAINT "picture_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "picture_format_check" CHECK ("format" IN ('jpeg', 'png', 'webp')),
  ADD CONSTRAINT "picture_size_check" CHECK ("width" > 0 AND "height" > 0 AND "width"::bigint * "height" <= 50000000),
  ADD CONSTRAINT "picture_state_check" CHECK (
    ("state" = 'FAILED') = ("failure_code" IS NOT NULL) AND ("state" = 'READY') = ("derived_at" IS NOT NULL));

ALTER TABLE "item"
  ADD CONSTRAINT "item_request_check" CHECK (
    "instruction" IS NOT NULL OR ("source_caption" IS NOT NULL AND "target_caption" IS NOT NULL));

ALTER TABLE "item_source"
  ADD CONSTRAINT "item_source_position_check" CHECK ("position" >= 0);

ALTER TABLE "candidate"
  ADD CONSTRAINT "candidate_turn_check" CHECK ("turn" >= 0),
  ADD CONSTRAINT "candidate_parent_check" CHECK ("parent_id" IS DISTINCT FROM "id"),
  ADD CONSTRAINT "candidate_changed_share_check" CHECK ("changed_share" BETWEEN 0 AND 1);

ALTER TABLE "comparison"
  ADD CONSTRAINT "comparison_order_check" CHECK ("candidate_a_id" < "candidate_b_id"),
  ADD CONSTRAINT "comparison_priority_check" CHECK ("priority" >= 0 AND "priority" < 1);

ALTER TABLE "slot"
  ADD CONSTRAINT "slot_no_check" CHECK ("slot_no" >= 1),
  ADD CONSTRAINT "slot_lease_check" CHECK (
    ("annotator_id" IS NULL) = ("lease_id" IS NULL) AND ("lease_id" IS NULL) = ("lease_expires_at" IS NULL)),
  ADD CONSTRAINT "slot_done_check" CHECK ("done_at" IS NULL OR "annotator_id" IS NOT NULL);

-- The claim reads open slots of a project in priority order, and nothing else.
CREATE INDEX "slot_open_idx" ON "slot" ("project_id", "priority", "slot_no") WHERE "done_at" IS NULL;

ALTER TABLE "judgment"
  ADD CONSTRAINT "judgment_duration_check" CHECK ("duration_ms" >= 0),
  ADD CONSTRAINT "judgment_payload_hash_check" CHECK ("payload_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "judgment_handed_out_fkey" FOREIGN KEY ("annotator_id", "comparison_id")
    REFERENCES "handed_out" ("annotator_id", "comparison_id");

-- Overlap can never be exceeded: one counted judgment a slot.
CREATE UNIQUE INDEX "judgment_counted_slot_key" ON "judgment" ("comparison_id", "slot_no") WHERE "counted";

ALTER TABLE "verdict"
  ADD CONSTRAINT "verdict_strength_check" CHECK (
    "strength" IS NULL OR ("strength" BETWEEN 1 AND 2 AND "value" IN ('A', 'B')));

ALTER TABLE "scorer_version"
  ADD CONSTRAINT "scorer_version_scale_check" CHECK ("scale_min" < "scale_max");

-- NaN is greater than Infinity in PostgreSQL's order, so this refuses all three.
ALTER TABLE "score"
  ADD CONSTRAINT "score_finite_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity'),
  ADD CONSTRAINT "score_pass_check" CHECK ("pass" >= 0);

ALTER TABLE "import_problem"
  ADD CONSTRAINT "import_problem_line_check" CHECK ("line" >= 0);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
