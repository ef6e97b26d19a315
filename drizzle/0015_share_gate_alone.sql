-- What the gate was before it was asked in one statement (0012); nothing calls it any more.
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
DROP FUNCTION app.open_share_link(bytea, date);--> statement-breakpoint
DROP FUNCTION app.open_shared(bytea, text, date, integer, integer);--> statement-breakpoint
DROP FUNCTION app.count_share_open(uuid);--> statement-breakpoint
DROP FUNCTION app.publication_for(uuid, date, integer);
