-- Data health counts thirteen months of account-days out of an index, which answers alone only for pages that a vacuum has seen. A fifth of the
-- table, the usual wait, would be everything that Meta restated in half a year: up to twenty times the pages for the same count.
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
ALTER TABLE "daily_kpi_data" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
