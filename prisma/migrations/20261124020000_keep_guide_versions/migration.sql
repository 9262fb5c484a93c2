-- Every version of a guide is kept, so that the one a judgment was given under can be read again.

CREATE TABLE "guideline_version" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guideline_version_pkey" PRIMARY KEY ("project_id", "version")
);
ALTER TABLE "guideline_version"
  ADD CONSTRAINT "guideline_version_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "guideline_version_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "guideline_version_version_check" CHECK ("version" >= 1);

-- Versions that were replaced before this are gone; the ones that stand are kept from here on.
INSERT INTO "guideline_version" ("project_id", "version", "text", "created_at")
SELECT "id", "guideline_version", "guideline", "created_at" FROM "project";
