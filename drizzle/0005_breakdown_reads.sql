ALTER TABLE "monthly_breakdown_reads" ADD COLUMN "since" date NOT NULL;--> statement-breakpoint
ALTER TABLE "monthly_breakdown_reads" ADD COLUMN "failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "monthly_breakdown_reads" ADD CONSTRAINT "breakdown_read_window" CHECK ("monthly_breakdown_reads"."until" >= "monthly_breakdown_reads"."since");--> statement-breakpoint
ALTER TABLE "monthly_breakdown_reads" ADD CONSTRAINT "breakdown_read_failed" CHECK (("monthly_breakdown_reads"."unavailable" is null) = ("monthly_breakdown_reads"."failed_at" is null));--> statement-breakpoint
ALTER TABLE "monthly_breakdown_reads" ADD CONSTRAINT "breakdown_read_value" CHECK ("monthly_breakdown_reads"."spend" is not null or "monthly_breakdown_reads"."unavailable" is not null);