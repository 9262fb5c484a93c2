-- What a judge of pairs says of a comparison in both orders.
CREATE TABLE "pair_verdict" (
  "scorer_version_id" UUID NOT NULL,
  "comparison_id" UUID NOT NULL,
  "dimension" "Dimension" NOT NULL,
  "a_first" "VerdictValue" NOT NULL,
  "b_first" "VerdictValue" NOT NULL,
  "reasoning" JSONB NOT NULL DEFAULT '[]',
  "repaired" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "pair_verdict_pkey" PRIMARY KEY ("scorer_version_id", "comparison_id", "dimension"),
  CONSTRAINT "pair_verdict_a_first_check" CHECK ("a_first" IN ('A', 'B', 'TIE')),
  CONSTRAINT "pair_verdict_b_first_check" CHECK ("b_first" IN ('A', 'B', 'TIE'))
);
CREATE INDEX "pair_verdict_comparison_id_idx" ON "pair_verdict"("comparison_id");
ALTER TABLE "pair_verdict" ADD CONSTRAINT "pair_verdict_scorer_version_id_fkey" FOREIGN KEY ("scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "pair_verdict" ADD CONSTRAINT "pair_verdict_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;
