-- The newest place of an account was looked for among all runs, or among all its places: planning and the monitor ask for it of every account.
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
CREATE INDEX "run_accounts_by_account" ON "collection_run_accounts" USING btree ("ad_account_id","created_at" DESC NULLS FIRST);
