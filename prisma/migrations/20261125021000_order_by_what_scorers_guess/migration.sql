-- A scorer's scores as a first guess of strengths, how far it goes with people, and how likely each hand-out was.
ALTER TABLE "project"
  ADD COLUMN "prior_scorer_version_id" UUID,
  ADD COLUMN "prior_agreement" DOUBLE PRECISION,
  ADD COLUMN "prior_deviation" DOUBLE PRECISION,
  ADD CONSTRAINT "project_prior_scorer_version_id_fkey" FOREIGN KEY ("prior_scorer_version_id") REFERENCES "scorer_version"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "project_prior_agreement_check" CHECK ("prior_agreement" BETWEEN 0 AND 1),
  ADD CONSTRAINT "project_prior_deviation_check" CHECK ("prior_deviation" > 0);
ALTER TABLE "handed_out"
  ADD COLUMN "propensity" DOUBLE PRECISION,
  ADD CONSTRAINT "handed_out_propensity_check" CHECK ("propensity" > 0 AND "propensity" <= 1);
