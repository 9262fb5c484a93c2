-- Null: not chosen yet. Until now nobody could choose, so that every stored "en" is the old default.
ALTER TABLE app_user ALTER COLUMN locale DROP DEFAULT, ALTER COLUMN locale DROP NOT NULL;
UPDATE app_user SET locale = NULL;
