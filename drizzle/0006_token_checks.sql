ALTER TABLE "connections" ADD COLUMN "token_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "graph_apps" ADD COLUMN "token_checked_at" timestamp with time zone;--> statement-breakpoint
GRANT UPDATE (token_checked_at) ON connections TO plumbline_collector;
GRANT SELECT (token_checked_at) ON connections TO plumbline_staff, plumbline_system;
