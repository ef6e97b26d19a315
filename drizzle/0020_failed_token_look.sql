-- A failed look at a token was given back, and the next account of the same connection asked again: thousands of refused calls with one wrong app
-- secret. The time of the failure is kept, and the token left alone for an hour.
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "token_failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "graph_apps" ADD COLUMN "token_failed_at" timestamp with time zone;--> statement-breakpoint
GRANT UPDATE (token_failed_at) ON connections TO plumbline_collector;
--> statement-breakpoint
GRANT SELECT (token_failed_at) ON connections TO plumbline_staff, plumbline_system;
