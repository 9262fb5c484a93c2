-- Studies whose participants come from a panel, and their parts in them.
CREATE TYPE "StudyProvider" AS ENUM ('PROLIFIC', 'GENERIC');
CREATE TYPE "StudyState" AS ENUM ('OPEN', 'CLOSED');
CREATE TYPE "ParticipationState" AS ENUM ('STARTED', 'COMPLETED', 'SCREENED_OUT', 'RETURNED', 'TIMED_OUT');

CREATE TABLE "study" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "provider" "StudyProvider" NOT NULL,
    "token" TEXT NOT NULL,
    "participant_parameter" TEXT NOT NULL,
    "study_parameter" TEXT,
    "session_parameter" TEXT,
    "judgments_per_participant" INTEGER NOT NULL,
    "participant_limit" INTEGER NOT NULL,
    "completion_code" TEXT NOT NULL,
    "screen_out_code" TEXT NOT NULL,
    "no_consent_code" TEXT,
    "return_address" TEXT NOT NULL,
    "estimated_minutes" INTEGER,
    "maximum_minutes" INTEGER,
    "contact" TEXT NOT NULL DEFAULT '',
    "opens_at" TIMESTAMPTZ(6),
    "closes_at" TIMESTAMPTZ(6),
    "state" "StudyState" NOT NULL DEFAULT 'OPEN',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "study_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "study_token_key" ON "study"("token");
CREATE UNIQUE INDEX "study_project_id_name_key" ON "study"("project_id", "name");
ALTER TABLE "study" ADD CONSTRAINT "study_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "participation" (
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "participant_id" TEXT,
    "panel_study_id" TEXT,
    "session_id" TEXT,
    "state" "ParticipationState" NOT NULL DEFAULT 'STARTED',
    "end_reason" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resumed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "active_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),
    "erased_at" TIMESTAMPTZ(6),

    CONSTRAINT "participation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "participation_study_id_participant_id_key" ON "participation"("study_id", "participant_id");
CREATE INDEX "participation_user_id_idx" ON "participation"("user_id");
CREATE INDEX "participation_study_id_state_idx" ON "participation"("study_id", "state");
ALTER TABLE "participation" ADD CONSTRAINT "participation_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "participation" ADD CONSTRAINT "participation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "study"
  ADD CONSTRAINT "study_judgments_per_participant_check" CHECK ("judgments_per_participant" BETWEEN 1 AND 10000),
  ADD CONSTRAINT "study_participant_limit_check" CHECK ("participant_limit" BETWEEN 1 AND 100000),
  ADD CONSTRAINT "study_return_address_check" CHECK (position('{code}' IN "return_address") > 0),
  ADD CONSTRAINT "study_minutes_check" CHECK ("estimated_minutes" >= 1 AND "maximum_minutes" >= 1);
ALTER TABLE "participation"
  ADD CONSTRAINT "participation_ended_check" CHECK (("state" = 'STARTED') = ("ended_at" IS NULL)),
  ADD CONSTRAINT "participation_erased_check" CHECK ("erased_at" IS NOT NULL OR "participant_id" IS NOT NULL);
