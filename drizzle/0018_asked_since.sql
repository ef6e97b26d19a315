-- A read that Meta's memory begins within says from where it was asked for: only those days before it are gone. Days beside a read were taken for
-- gone too, and never asked for (C26).
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
ALTER TABLE "collection_attempts" ADD COLUMN "asked_since" date;
