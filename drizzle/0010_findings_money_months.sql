ALTER TABLE "findings" ADD COLUMN "months" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "amount" numeric;