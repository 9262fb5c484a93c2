-- Slots of a comparison come in pairs that show it both ways; the odd last one is free to go either way.
ALTER TABLE "slot" ADD COLUMN "a_left" BOOLEAN;

UPDATE "slot" s SET "a_left" = (get_byte(uuid_send(s."unit_id"), 15) + s."slot_no") % 2 = 0
FROM "comparison" c
WHERE c."id" = s."unit_id" AND s."annotator_id" IS NULL
  AND EXISTS (SELECT 1 FROM "slot" o WHERE o."unit_id" = s."unit_id" AND o."slot_no" = s."slot_no" - 1 + 2 * (s."slot_no" % 2) AND o."annotator_id" IS NULL);
