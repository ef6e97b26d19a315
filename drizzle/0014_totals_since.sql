-- A total is read after the days of its morning, so the days were always older than the newest reading of it. What is compared is a value that held while
-- they were read: since which reading in a row a total has been the same. Rows from before do not know; their newest reading is the earliest that is sure.
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
ALTER TABLE "monthly_breakdown_reads" ADD COLUMN "account_spend_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "period_reach" ADD COLUMN "impressions_since" timestamp with time zone;
