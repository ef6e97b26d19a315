ALTER TABLE "ad_accounts" ADD COLUMN "waits" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "unbuilt_fields" text[];--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "unbuilt_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "graph_apps" ADD COLUMN "probed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "graph_apps" ADD COLUMN "waits" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
GRANT UPDATE (waits, unbuilt_fields, unbuilt_checked_at) ON ad_accounts TO plumbline_collector;
