-- A claim looks at free slots in their order, and at leases that are over; what others hold lies in its way in neither.
CREATE INDEX "slot_free_idx" ON "slot" ("project_id", "priority", "slot_no") WHERE "done_at" IS NULL AND "annotator_id" IS NULL;
CREATE INDEX "slot_leased_idx" ON "slot" ("project_id", "lease_expires_at") WHERE "done_at" IS NULL AND "annotator_id" IS NOT NULL;
DROP INDEX "slot_open_idx";

-- What somebody holds now; what they have done is found by their judgments.
CREATE INDEX "slot_held_idx" ON "slot" ("annotator_id") WHERE "done_at" IS NULL;
DROP INDEX "slot_annotator_id_idx";

-- Whether a project asks anything of items is looked up with every claim; most ask nothing.
CREATE INDEX "item_qualified_idx" ON "item" ("project_id") WHERE "qualification" IS NOT NULL;
CREATE INDEX "unit_ranking_idx" ON "unit" ("project_id") WHERE "kind" = 'RANKING';
