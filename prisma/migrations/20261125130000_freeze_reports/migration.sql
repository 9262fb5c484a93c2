-- Reports as they stood, for papers to refer to: never changed, and kept as the text that the hash is of.
CREATE TABLE "frozen_report" (
  "id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "content" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "software_version" TEXT NOT NULL,
  "created_by_id" UUID,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "frozen_report_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "frozen_report_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);
CREATE INDEX "frozen_report_project_id_created_at_idx" ON "frozen_report"("project_id", "created_at");
ALTER TABLE "frozen_report" ADD CONSTRAINT "frozen_report_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "frozen_report" ADD CONSTRAINT "frozen_report_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE FUNCTION refuse_frozen_report_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content IS DISTINCT FROM OLD.content OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.software_version IS DISTINCT FROM OLD.software_version OR NEW.created_at IS DISTINCT FROM OLD.created_at OR NEW.project_id IS DISTINCT FROM OLD.project_id THEN
    RAISE EXCEPTION 'a frozen report is never changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen_report_unchanged BEFORE UPDATE ON "frozen_report" FOR EACH ROW EXECUTE FUNCTION refuse_frozen_report_change();
