CREATE TYPE "UnitState" AS ENUM ('OPEN', 'COMPLETE', 'AMBIGUOUS');
CREATE TYPE "HandOutOrder" AS ENUM ('FILL_UP', 'INFORMATION');

ALTER TABLE "project"
  ADD COLUMN "overlap_max" INTEGER,
  ADD COLUMN "hand_out_order" "HandOutOrder" NOT NULL DEFAULT 'FILL_UP',
  ADD COLUMN "exploration_share" DOUBLE PRECISION NOT NULL DEFAULT 0.15,
  ADD COLUMN "judgments_per_person_and_item" INTEGER,
  ADD COLUMN "judgments_per_item" INTEGER,
  ADD COLUMN "judgments_in_all" INTEGER,
  ADD CONSTRAINT "project_overlap_max_check" CHECK ("overlap_max" > "overlap" AND "overlap_max" <= 50),
  ADD CONSTRAINT "project_exploration_share_check" CHECK ("exploration_share" BETWEEN 0 AND 1),
  ADD CONSTRAINT "project_caps_check" CHECK ("judgments_per_person_and_item" >= 1 AND "judgments_per_item" >= 1 AND "judgments_in_all" >= 1);

ALTER TABLE "item" ADD COLUMN "qualification" TEXT;
ALTER TABLE "member"
  ADD COLUMN "languages" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "qualifications" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "handed_out" ADD COLUMN "explored" BOOLEAN;

ALTER TABLE "judgment"
  ADD COLUMN "accuracy" DOUBLE PRECISION NOT NULL DEFAULT 0.8,
  ADD CONSTRAINT "judgment_accuracy_check" CHECK ("accuracy" BETWEEN 0.55 AND 0.95);

ALTER TABLE "unit"
  ADD COLUMN "state" "UnitState" NOT NULL DEFAULT 'OPEN',
  ADD COLUMN "judgment_count" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "unit_judgment_count_check" CHECK ("judgment_count" >= 0);
-- Exploration starts anywhere in the random order and takes the next unit that is not finished.
CREATE INDEX "unit_open_idx" ON "unit" ("project_id", "priority") WHERE "state" = 'OPEN';

CREATE TABLE "consensus" (
  "comparison_id" UUID NOT NULL REFERENCES "comparison" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "dimension" "Dimension" NOT NULL,
  "people" INTEGER[] NOT NULL,
  "simulated" INTEGER[] NOT NULL,
  "last_judgment_id" UUID NOT NULL REFERENCES "judgment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY ("comparison_id", "dimension"),
  CONSTRAINT "consensus_counts_check" CHECK (cardinality("people") = 5 AND cardinality("simulated") = 5)
);
CREATE INDEX "consensus_last_judgment_id_idx" ON "consensus" ("last_judgment_id");

INSERT INTO "consensus" ("comparison_id", "dimension", "people", "simulated", "last_judgment_id")
SELECT v."comparison_id", v."dimension",
  ARRAY[
    count(*) FILTER (WHERE v."value" = 'A' AND NOT j."simulated"), count(*) FILTER (WHERE v."value" = 'B' AND NOT j."simulated"),
    count(*) FILTER (WHERE v."value" = 'TIE' AND NOT j."simulated"), count(*) FILTER (WHERE v."value" = 'BOTH_BAD' AND NOT j."simulated"),
    count(*) FILTER (WHERE v."value" = 'SKIP' AND NOT j."simulated")],
  ARRAY[
    count(*) FILTER (WHERE v."value" = 'A' AND j."simulated"), count(*) FILTER (WHERE v."value" = 'B' AND j."simulated"),
    count(*) FILTER (WHERE v."value" = 'TIE' AND j."simulated"), count(*) FILTER (WHERE v."value" = 'BOTH_BAD' AND j."simulated"),
    count(*) FILTER (WHERE v."value" = 'SKIP' AND j."simulated")],
  (array_agg(j."id" ORDER BY greatest(j."submitted_at", (SELECT max(r."at") FROM "judgment_revision" r WHERE r."judgment_id" = j."id")) DESC, j."id" DESC))[1]
FROM "verdict" v JOIN "judgment" j ON j."id" = v."judgment_id" JOIN "unit" u ON u."id" = j."unit_id"
LEFT JOIN "member" m ON m."project_id" = u."project_id" AND m."user_id" = j."annotator_id"
LEFT JOIN "member" p ON p."project_id" = u."project_id" AND p."user_id" = j."partner_id"
WHERE j."counted" AND m."state" IS DISTINCT FROM 'EXCLUDED' AND p."state" IS DISTINCT FROM 'EXCLUDED'
GROUP BY v."comparison_id", v."dimension";

UPDATE "unit" u SET "judgment_count" = n."count", "state" = (CASE WHEN n."count" >= p."overlap" THEN 'COMPLETE' ELSE 'OPEN' END)::"UnitState"
FROM "project" p, (
  SELECT j."unit_id", count(*) FROM "judgment" j JOIN "unit" o ON o."id" = j."unit_id"
  LEFT JOIN "member" a ON a."project_id" = o."project_id" AND a."user_id" = j."annotator_id"
  LEFT JOIN "member" b ON b."project_id" = o."project_id" AND b."user_id" = j."partner_id"
  WHERE j."counted" AND a."state" IS DISTINCT FROM 'EXCLUDED' AND b."state" IS DISTINCT FROM 'EXCLUDED' GROUP BY 1) n
WHERE n."unit_id" = u."id" AND p."id" = u."project_id";
