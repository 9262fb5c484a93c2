-- A reviewer settles what annotators left open, and two people may give one judgment together.

ALTER TABLE "project"
  ADD COLUMN "adjudicate_below" DOUBLE PRECISION NOT NULL DEFAULT 0.6,
  ADD CONSTRAINT "project_adjudicate_below_check" CHECK ("adjudicate_below" BETWEEN 0 AND 1);

CREATE TABLE "adjudication" (
    "id" UUID NOT NULL,
    "comparison_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "shown" UUID[] NOT NULL,
    "disputed" "Dimension"[] NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_expires_at" TIMESTAMPTZ(6) NOT NULL,
    "blind" JSONB,
    "blind_at" TIMESTAMPTZ(6),
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "end_reason" TEXT,

    CONSTRAINT "adjudication_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "adjudication_in_force_key" ON "adjudication"("comparison_id") WHERE "ended_at" IS NULL;
CREATE INDEX "adjudication_comparison_id_idx" ON "adjudication"("comparison_id");
CREATE INDEX "adjudication_reviewer_id_idx" ON "adjudication"("reviewer_id");
ALTER TABLE "adjudication"
  ADD CONSTRAINT "adjudication_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "adjudication_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "adjudication_shown_check" CHECK (cardinality("shown") = 2),
  ADD CONSTRAINT "adjudication_disputed_check" CHECK (cardinality("disputed") >= 1),
  ADD CONSTRAINT "adjudication_blind_check" CHECK (("blind" IS NULL) = ("blind_at" IS NULL) AND ("blind" IS NULL OR jsonb_typeof("blind") = 'object')),
  ADD CONSTRAINT "adjudication_decided_check" CHECK ("decided_at" IS NULL OR ("blind_at" IS NOT NULL AND btrim("reason") <> '')),
  ADD CONSTRAINT "adjudication_ended_check" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL));

CREATE TABLE "adjudication_verdict" (
    "adjudication_id" UUID NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "value" "VerdictValue" NOT NULL,

    CONSTRAINT "adjudication_verdict_pkey" PRIMARY KEY ("adjudication_id", "dimension")
);
ALTER TABLE "adjudication_verdict"
  ADD CONSTRAINT "adjudication_verdict_adjudication_id_fkey" FOREIGN KEY ("adjudication_id") REFERENCES "adjudication"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "adjudication_verdict_value_check" CHECK ("value" <> 'SKIP');

CREATE TYPE "JointState" AS ENUM ('WAITING', 'ACTIVE', 'ENDED');

ALTER TABLE "judgment"
  ADD COLUMN "partner_id" UUID,
  ADD CONSTRAINT "judgment_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "judgment_partner_check" CHECK ("partner_id" <> "annotator_id");
CREATE INDEX "judgment_partner_id_idx" ON "judgment"("partner_id") WHERE "partner_id" IS NOT NULL;

CREATE TABLE "joint_session" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "partner_id" UUID,
    "token_hash" TEXT NOT NULL,
    "state" "JointState" NOT NULL DEFAULT 'WAITING',
    "lead_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "partner_seen_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "joint_session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "joint_session_token_hash_key" ON "joint_session"("token_hash");
CREATE UNIQUE INDEX "joint_session_open_lead_key" ON "joint_session"("project_id", "lead_id") WHERE "state" <> 'ENDED';
CREATE UNIQUE INDEX "joint_session_open_partner_key" ON "joint_session"("project_id", "partner_id") WHERE "state" <> 'ENDED';
ALTER TABLE "joint_session"
  ADD CONSTRAINT "joint_session_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_session_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_session_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_session_partner_check" CHECK ("partner_id" <> "lead_id"),
  ADD CONSTRAINT "joint_session_state_check" CHECK (("state" = 'ENDED') = ("ended_at" IS NOT NULL) AND ("state" <> 'ACTIVE' OR "partner_id" IS NOT NULL));

CREATE TABLE "joint_round" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "lease_id" UUID NOT NULL,
    "lead_answer" JSONB,
    "lead_at" TIMESTAMPTZ(6),
    "partner_answer" JSONB,
    "partner_at" TIMESTAMPTZ(6),
    "proposal" JSONB,
    "proposal_no" INTEGER NOT NULL DEFAULT 0,
    "proposed_by_id" UUID,
    "judgment_id" UUID,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(6),
    "close_reason" TEXT,

    CONSTRAINT "joint_round_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "joint_round_lease_id_key" ON "joint_round"("lease_id");
CREATE UNIQUE INDEX "joint_round_judgment_id_key" ON "joint_round"("judgment_id");
CREATE UNIQUE INDEX "joint_round_open_key" ON "joint_round"("session_id") WHERE "closed_at" IS NULL;
CREATE INDEX "joint_round_unit_id_idx" ON "joint_round"("unit_id");
ALTER TABLE "joint_round"
  ADD CONSTRAINT "joint_round_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "joint_session"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_round_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_round_lease_id_fkey" FOREIGN KEY ("lease_id") REFERENCES "handed_out"("lease_id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_round_judgment_id_fkey" FOREIGN KEY ("judgment_id") REFERENCES "judgment"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "joint_round_lead_check" CHECK (("lead_answer" IS NULL) = ("lead_at" IS NULL)),
  ADD CONSTRAINT "joint_round_partner_check" CHECK (("partner_answer" IS NULL) = ("partner_at" IS NULL)),
  ADD CONSTRAINT "joint_round_proposal_check" CHECK (("proposal" IS NULL) = ("proposal_no" = 0) AND ("proposal" IS NULL) = ("proposed_by_id" IS NULL)),
  ADD CONSTRAINT "joint_round_proposal_after_answers_check" CHECK ("proposal" IS NULL OR ("lead_at" IS NOT NULL AND "partner_at" IS NOT NULL)),
  ADD CONSTRAINT "joint_round_closed_check" CHECK (("closed_at" IS NULL) = ("close_reason" IS NULL) AND ("judgment_id" IS NULL OR "closed_at" IS NOT NULL));
