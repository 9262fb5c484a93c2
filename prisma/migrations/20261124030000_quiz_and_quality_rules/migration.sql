-- An entry quiz out of gold comparisons; rules that act on what the figures of a person show, and what they did.

ALTER TABLE "project"
  ADD COLUMN "quiz_size" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "quiz_pass_mark" INTEGER NOT NULL DEFAULT 16,
  ADD COLUMN "quiz_attempts" INTEGER NOT NULL DEFAULT 2,
  ADD COLUMN "quality_rules" JSONB NOT NULL DEFAULT '[]',
  ADD CONSTRAINT "project_quiz_size_check" CHECK ("quiz_size" BETWEEN 0 AND 200),
  ADD CONSTRAINT "project_quiz_pass_mark_check" CHECK ("quiz_pass_mark" >= 1 AND ("quiz_size" = 0 OR "quiz_pass_mark" <= "quiz_size")),
  ADD CONSTRAINT "project_quiz_attempts_check" CHECK ("quiz_attempts" BETWEEN 1 AND 20),
  ADD CONSTRAINT "project_quality_rules_check" CHECK (jsonb_typeof("quality_rules") = 'array');

CREATE TABLE "quiz_attempt" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "form_id" UUID NOT NULL,
    "pass_mark" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "passed" BOOLEAN,

    CONSTRAINT "quiz_attempt_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "quiz_attempt_project_id_user_id_number_key" ON "quiz_attempt"("project_id", "user_id", "number");
ALTER TABLE "quiz_attempt"
  ADD CONSTRAINT "quiz_attempt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "quiz_attempt_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "quiz_attempt_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE NO ACTION ON UPDATE CASCADE,
  ADD CONSTRAINT "quiz_attempt_number_check" CHECK ("number" >= 1),
  ADD CONSTRAINT "quiz_attempt_finished_check" CHECK (("finished_at" IS NULL) = ("passed" IS NULL));

CREATE TABLE "quiz_answer" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "comparison_id" UUID NOT NULL,
    "shown" UUID[] NOT NULL,
    "answer" JSONB,
    "is_right" BOOLEAN,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "quiz_answer_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "quiz_answer_attempt_id_position_key" ON "quiz_answer"("attempt_id", "position");
CREATE UNIQUE INDEX "quiz_answer_attempt_id_comparison_id_key" ON "quiz_answer"("attempt_id", "comparison_id");
CREATE INDEX "quiz_answer_comparison_id_idx" ON "quiz_answer"("comparison_id");
ALTER TABLE "quiz_answer"
  ADD CONSTRAINT "quiz_answer_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "quiz_answer_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "quiz_answer_position_check" CHECK ("position" >= 1),
  ADD CONSTRAINT "quiz_answer_shown_check" CHECK (cardinality("shown") = 2),
  ADD CONSTRAINT "quiz_answer_answered_check" CHECK (("answer" IS NULL) = ("answered_at" IS NULL) AND ("answer" IS NULL) = ("is_right" IS NULL));

CREATE TABLE "member_flag" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "flag" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(6),
    "dismissed_at" TIMESTAMPTZ(6),
    "dismissed_by_id" UUID,

    CONSTRAINT "member_flag_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "member_flag_project_id_user_id_at_idx" ON "member_flag"("project_id", "user_id", "at");
ALTER TABLE "member_flag"
  ADD CONSTRAINT "member_flag_member_fkey" FOREIGN KEY ("project_id", "user_id") REFERENCES "member"("project_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "member_flag_flag_check" CHECK ("flag" IN ('gold', 'repeats', 'speed', 'straight_line', 'side', 'agreement')),
  ADD CONSTRAINT "member_flag_level_check" CHECK ("level" IN ('notice', 'serious')),
  ADD CONSTRAINT "member_flag_action_check" CHECK ("action" IN ('warn', 'pause', 'exclude')),
  ADD CONSTRAINT "member_flag_evidence_check" CHECK (jsonb_typeof("evidence") = 'object');
