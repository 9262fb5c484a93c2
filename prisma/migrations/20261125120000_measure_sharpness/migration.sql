-- How sharp a picture is, to find scorers that reward sharpness itself. Workers fill it in for pictures from before.
ALTER TABLE "picture" ADD COLUMN "sharpness" DOUBLE PRECISION;
