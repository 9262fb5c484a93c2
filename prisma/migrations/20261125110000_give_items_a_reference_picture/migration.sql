-- A known good result of an item's edit, shown to people and to scorers that compare with it.
ALTER TABLE "item" ADD COLUMN "reference_picture_id" UUID;
ALTER TABLE "item" ADD CONSTRAINT "item_reference_picture_id_fkey" FOREIGN KEY ("reference_picture_id") REFERENCES "picture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "item_reference_picture_id_idx" ON "item"("reference_picture_id");
