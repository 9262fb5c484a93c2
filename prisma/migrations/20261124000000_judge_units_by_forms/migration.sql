-- Units (comparisons and rankings) take the place of comparisons under slots, leases and judgments; forms are data with
-- versions; gold and repeats are handed out beside slots; authors may change their answers.

CREATE TYPE "UnitKind" AS ENUM ('COMPARISON', 'RANKING');
CREATE TYPE "HandOutPurpose" AS ENUM ('SLOT', 'GOLD', 'REPEAT');

ALTER TABLE "project"
  ADD COLUMN "gold_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "repeat_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "repeat_after" INTEGER NOT NULL DEFAULT 20,
  ADD COLUMN "change_window_seconds" INTEGER NOT NULL DEFAULT 900,
  ADD COLUMN "judgments_per_person" INTEGER,
  ADD CONSTRAINT "project_gold_share_check" CHECK ("gold_share" BETWEEN 0 AND 0.5),
  ADD CONSTRAINT "project_repeat_share_check" CHECK ("repeat_share" BETWEEN 0 AND 0.5),
  ADD CONSTRAINT "project_repeat_after_check" CHECK ("repeat_after" BETWEEN 1 AND 1000),
  ADD CONSTRAINT "project_change_window_check" CHECK ("change_window_seconds" BETWEEN 0 AND 604800),
  ADD CONSTRAINT "project_judgments_per_person_check" CHECK ("judgments_per_person" >= 1);

CREATE TABLE "form" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "form_project_id_version_key" ON "form"("project_id", "version");
ALTER TABLE "form"
  ADD CONSTRAINT "form_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "form_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "form_version_check" CHECK ("version" >= 1),
  ADD CONSTRAINT "form_definition_check" CHECK (jsonb_typeof("definition") = 'object');

-- What every project has asked so far.
INSERT INTO "form" ("id", "project_id", "version", "definition")
SELECT gen_random_uuid(), "id", 1, '{"blocks": [{"kind": "pair", "strength": true, "bothBad": true, "cannotJudge": true, "reasons": [], "comment": false}]}'::jsonb FROM "project";

CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "priority" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);
INSERT INTO "unit" ("id", "project_id", "item_id", "kind", "priority", "created_at")
SELECT "id", "project_id", "item_id", 'COMPARISON', "priority", "created_at" FROM "comparison";
CREATE INDEX "unit_project_id_priority_idx" ON "unit"("project_id", "priority");
CREATE INDEX "unit_item_id_idx" ON "unit"("item_id");
ALTER TABLE "unit"
  ADD CONSTRAINT "unit_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "unit_project_id_item_id_fkey" FOREIGN KEY ("project_id", "item_id") REFERENCES "item"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "unit_priority_check" CHECK ("priority" >= 0 AND "priority" < 1);

DROP INDEX "comparison_project_id_priority_idx";
ALTER TABLE "comparison" DROP COLUMN "priority", DROP COLUMN "created_at",
  ADD CONSTRAINT "comparison_id_fkey" FOREIGN KEY ("id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "comparison_project_id_idx" ON "comparison"("project_id");

CREATE TABLE "ranking" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "candidate_ids" UUID[] NOT NULL,

    CONSTRAINT "ranking_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ranking_item_id_candidate_ids_key" ON "ranking"("item_id", "candidate_ids");
ALTER TABLE "ranking"
  ADD CONSTRAINT "ranking_id_fkey" FOREIGN KEY ("id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "ranking_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "ranking_size_check" CHECK (cardinality("candidate_ids") BETWEEN 2 AND 9);

CREATE TABLE "gold" (
    "comparison_id" UUID NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "in_quiz" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gold_pkey" PRIMARY KEY ("comparison_id")
);
CREATE TABLE "gold_verdict" (
    "comparison_id" UUID NOT NULL,
    "dimension" "Dimension" NOT NULL,
    "value" "VerdictValue" NOT NULL,

    CONSTRAINT "gold_verdict_pkey" PRIMARY KEY ("comparison_id", "dimension")
);
ALTER TABLE "gold"
  ADD CONSTRAINT "gold_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "gold_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "gold_verdict"
  ADD CONSTRAINT "gold_verdict_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "gold"("comparison_id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "gold_verdict_value_check" CHECK ("value" <> 'SKIP');

ALTER TABLE "slot" RENAME COLUMN "comparison_id" TO "unit_id";
ALTER INDEX "slot_comparison_id_annotator_id_key" RENAME TO "slot_unit_id_annotator_id_key";
ALTER TABLE "slot" DROP CONSTRAINT "slot_comparison_id_fkey",
  ADD CONSTRAINT "slot_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The candidates as shown take the place of the side of one of them.
ALTER TABLE "judgment" DROP CONSTRAINT "judgment_handed_out_fkey";
ALTER TABLE "handed_out" RENAME COLUMN "comparison_id" TO "unit_id";
ALTER INDEX "handed_out_comparison_id_idx" RENAME TO "handed_out_unit_id_idx";
ALTER TABLE "handed_out" DROP CONSTRAINT "handed_out_comparison_id_fkey",
  ADD COLUMN "purpose" "HandOutPurpose" NOT NULL DEFAULT 'SLOT',
  ADD COLUMN "form_id" UUID,
  ADD COLUMN "shown" UUID[],
  ADD COLUMN "lease_expires_at" TIMESTAMPTZ(6),
  ALTER COLUMN "slot_no" DROP NOT NULL;
UPDATE "handed_out" h SET
  "form_id" = f."id",
  "shown" = CASE WHEN h."left_is_a" THEN ARRAY[c."candidate_a_id", c."candidate_b_id"] ELSE ARRAY[c."candidate_b_id", c."candidate_a_id"] END
FROM "comparison" c JOIN "form" f ON f."project_id" = c."project_id" WHERE c."id" = h."unit_id";
ALTER TABLE "handed_out" DROP COLUMN "left_is_a",
  ALTER COLUMN "form_id" SET NOT NULL,
  ALTER COLUMN "shown" SET NOT NULL,
  DROP CONSTRAINT "handed_out_pkey",
  ADD CONSTRAINT "handed_out_pkey" PRIMARY KEY ("annotator_id", "unit_id", "purpose"),
  ADD CONSTRAINT "handed_out_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "handed_out_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE NO ACTION ON UPDATE CASCADE,
  ADD CONSTRAINT "handed_out_purpose_check" CHECK (("purpose" = 'SLOT') = ("slot_no" IS NOT NULL)),
  ADD CONSTRAINT "handed_out_lease_check" CHECK (("purpose" = 'SLOT') = ("lease_expires_at" IS NULL)),
  ADD CONSTRAINT "handed_out_shown_check" CHECK (cardinality("shown") >= 2);

ALTER TABLE "judgment" RENAME COLUMN "comparison_id" TO "unit_id";
DROP INDEX "judgment_comparison_id_annotator_id_key";
ALTER TABLE "judgment" DROP CONSTRAINT "judgment_comparison_id_fkey",
  ADD COLUMN "purpose" "HandOutPurpose" NOT NULL DEFAULT 'SLOT',
  ADD COLUMN "form_id" UUID,
  ADD COLUMN "shown" UUID[],
  ADD COLUMN "answer" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "revision_count" INTEGER NOT NULL DEFAULT 0,
  ALTER COLUMN "slot_no" DROP NOT NULL;
UPDATE "judgment" j SET "form_id" = h."form_id", "shown" = h."shown" FROM "handed_out" h WHERE h."annotator_id" = j."annotator_id" AND h."unit_id" = j."unit_id";
ALTER TABLE "judgment" DROP COLUMN "left_is_a",
  ALTER COLUMN "form_id" SET NOT NULL,
  ALTER COLUMN "shown" SET NOT NULL,
  ADD CONSTRAINT "judgment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "judgment_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE NO ACTION ON UPDATE CASCADE,
  ADD CONSTRAINT "judgment_handed_out_fkey" FOREIGN KEY ("annotator_id", "unit_id", "purpose") REFERENCES "handed_out" ("annotator_id", "unit_id", "purpose"),
  ADD CONSTRAINT "judgment_purpose_check" CHECK (("purpose" = 'SLOT') = ("slot_no" IS NOT NULL)),
  ADD CONSTRAINT "judgment_counted_check" CHECK (NOT "counted" OR "purpose" = 'SLOT'),
  ADD CONSTRAINT "judgment_shown_check" CHECK (cardinality("shown") >= 2),
  ADD CONSTRAINT "judgment_answer_check" CHECK (jsonb_typeof("answer") = 'object');
CREATE UNIQUE INDEX "judgment_unit_id_annotator_id_purpose_key" ON "judgment"("unit_id", "annotator_id", "purpose");

ALTER TABLE "verdict" ADD COLUMN "comparison_id" UUID;
UPDATE "verdict" v SET "comparison_id" = j."unit_id" FROM "judgment" j WHERE j."id" = v."judgment_id";
ALTER TABLE "verdict" ALTER COLUMN "comparison_id" SET NOT NULL,
  DROP CONSTRAINT "verdict_pkey",
  ADD CONSTRAINT "verdict_pkey" PRIMARY KEY ("judgment_id", "comparison_id", "dimension"),
  ADD CONSTRAINT "verdict_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "verdict_comparison_id_idx" ON "verdict"("comparison_id");

CREATE TABLE "judgment_revision" (
    "id" UUID NOT NULL,
    "judgment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judgment_revision_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "judgment_revision_judgment_id_number_key" ON "judgment_revision"("judgment_id", "number");
ALTER TABLE "judgment_revision"
  ADD CONSTRAINT "judgment_revision_judgment_id_fkey" FOREIGN KEY ("judgment_id") REFERENCES "judgment"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "judgment_revision_payload_hash_check" CHECK ("payload_hash" ~ '^[0-9a-f]{64}$');
