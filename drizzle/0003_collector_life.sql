CREATE TABLE "account_limits" (
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"account_status" integer,
	"disable_reason" integer,
	"currency" text NOT NULL,
	"spend_cap" numeric,
	"amount_spent" numeric,
	"balance" numeric,
	"observed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_limits_ad_account_id_date_pk" PRIMARY KEY("ad_account_id","date")
);
--> statement-breakpoint
CREATE TABLE "collection_gaps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "collection_gaps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"reason" text NOT NULL,
	"error_code" integer,
	"error_subcode" integer,
	"message" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"probed_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conditions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conditions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"severity" text NOT NULL,
	"message" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "condition_severity" CHECK ("conditions"."severity" in ('critical', 'high', 'normal'))
);
--> statement-breakpoint
CREATE TABLE "custom_conversions" (
	"ad_account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"event_type" text,
	"is_archived" boolean DEFAULT false NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "custom_conversions_ad_account_id_external_id_pk" PRIMARY KEY("ad_account_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "graph_app_slots" (
	"app_id" text NOT NULL,
	"slot" smallint NOT NULL,
	"holder" uuid,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "graph_app_slots_app_id_slot_pk" PRIMARY KEY("app_id","slot")
);
--> statement-breakpoint
CREATE TABLE "graph_apps" (
	"id" text PRIMARY KEY NOT NULL,
	"blocked_until" timestamp with time zone,
	"usage" jsonb,
	"failures" integer DEFAULT 0 NOT NULL,
	"opened_until" timestamp with time zone,
	"stopped_reason" text,
	"stopped_version" text,
	"stopped_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "monthly_breakdown_reads" (
	"ad_account_id" uuid NOT NULL,
	"month" date NOT NULL,
	"kind" text NOT NULL,
	"until" date NOT NULL,
	"unavailable" text,
	"spend" numeric,
	"account_spend" numeric,
	"mapping_version" integer,
	"observed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "monthly_breakdown_reads_ad_account_id_month_kind_pk" PRIMARY KEY("ad_account_id","month","kind"),
	CONSTRAINT "breakdown_read_kind" CHECK ("monthly_breakdown_reads"."kind" in ('age_gender', 'placement', 'region'))
);
--> statement-breakpoint
CREATE TABLE "monthly_breakdowns" (
	"ad_account_id" uuid NOT NULL,
	"month" date NOT NULL,
	"kind" text NOT NULL,
	"key_1" text NOT NULL,
	"key_2" text DEFAULT '' NOT NULL,
	"total_spend" numeric NOT NULL,
	"total_impressions" numeric NOT NULL,
	"total_clicks" numeric NOT NULL,
	"link_clicks" numeric NOT NULL,
	"click_to_call" numeric,
	"email_contacts" numeric,
	"booking_step_1" numeric,
	"booking_step_2" numeric,
	"booking_step_3" numeric,
	"reservations" numeric,
	"reservation_value" numeric,
	"leads" numeric,
	"messages" numeric,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "monthly_breakdowns_ad_account_id_month_kind_key_1_key_2_pk" PRIMARY KEY("ad_account_id","month","kind","key_1","key_2"),
	CONSTRAINT "breakdown_kind" CHECK ("monthly_breakdowns"."kind" in ('age_gender', 'placement', 'region'))
);
--> statement-breakpoint
CREATE TABLE "period_reach" (
	"ad_account_id" uuid NOT NULL,
	"since" date NOT NULL,
	"until" date NOT NULL,
	"reach" numeric,
	"frequency" numeric,
	"impressions" numeric,
	"unavailable" text,
	"observed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "period_reach_ad_account_id_since_until_pk" PRIMARY KEY("ad_account_id","since","until"),
	CONSTRAINT "period_reach_window" CHECK ("period_reach"."until" >= "period_reach"."since"),
	CONSTRAINT "period_reach_value" CHECK (("period_reach"."reach" is null) = ("period_reach"."unavailable" is not null))
);
--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "good_days" integer;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "opened_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "stopped_reason" text;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "stopped_details" jsonb;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "disable_reason" integer;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD COLUMN "account_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "effective_status" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "daily_budget" numeric;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "lifetime_budget" numeric;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "is_stub" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "account_limits" ADD CONSTRAINT "account_limits_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_gaps" ADD CONSTRAINT "collection_gaps_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_conversions" ADD CONSTRAINT "custom_conversions_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_breakdown_reads" ADD CONSTRAINT "monthly_breakdown_reads_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_breakdowns" ADD CONSTRAINT "monthly_breakdowns_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period_reach" ADD CONSTRAINT "period_reach_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "gaps_one_open" ON "collection_gaps" USING btree ("ad_account_id","date") WHERE "collection_gaps"."resolved_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "conditions_one_open" ON "conditions" USING btree ("kind","subject") WHERE "conditions"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "conditions_opened" ON "conditions" USING btree ("opened_at" DESC NULLS LAST);
--> statement-breakpoint
-- Supabase's default grants reach new tables; none of them is for its API roles.
REVOKE ALL ON account_limits, collection_gaps, conditions, custom_conversions, graph_app_slots, graph_apps, monthly_breakdown_reads, monthly_breakdowns,
  period_reach FROM PUBLIC, anon, authenticated;
GRANT SELECT ON account_limits, collection_gaps, conditions, custom_conversions, graph_apps, monthly_breakdown_reads, monthly_breakdowns, period_reach
  TO plumbline_staff, plumbline_system;
GRANT SELECT, INSERT, UPDATE ON account_limits, collection_gaps, conditions, custom_conversions, graph_app_slots, graph_apps, monthly_breakdown_reads,
  monthly_breakdowns, period_reach TO plumbline_collector;
-- A breakdown is replaced as a whole: a row that Meta has no more goes.
GRANT DELETE ON monthly_breakdowns TO plumbline_collector;
GRANT INSERT, UPDATE ON conditions TO plumbline_system;
GRANT UPDATE (good_days, failures, opened_until, stopped_reason, stopped_details, stopped_at, disable_reason, account_checked_at) ON ad_accounts
  TO plumbline_collector;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['account_limits', 'collection_gaps', 'conditions', 'custom_conversions', 'graph_app_slots', 'graph_apps', 'monthly_breakdown_reads',
    'monthly_breakdowns', 'period_reach'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY plumbline_collector_reads ON public.%I FOR SELECT TO plumbline_collector USING (true)', t);
    EXECUTE format('CREATE POLICY plumbline_collector_adds ON public.%I FOR INSERT TO plumbline_collector WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY plumbline_collector_changes ON public.%I FOR UPDATE TO plumbline_collector USING (true) WITH CHECK (true)', t);
    IF t <> 'graph_app_slots' THEN
      EXECUTE format('CREATE POLICY staff_read ON public.%I FOR SELECT TO plumbline_staff USING (app.is_staff())', t);
      EXECUTE format('CREATE POLICY plumbline_system_reads ON public.%I FOR SELECT TO plumbline_system USING (true)', t);
    END IF;
  END LOOP;
END $$;
CREATE POLICY plumbline_collector_removes ON monthly_breakdowns FOR DELETE TO plumbline_collector USING (true);
CREATE POLICY plumbline_system_adds ON conditions FOR INSERT TO plumbline_system WITH CHECK (true);
CREATE POLICY plumbline_system_changes ON conditions FOR UPDATE TO plumbline_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Staging only passes rows on: what its writer guarantees by type is not checked twice, and nobody asks when a row came (docs/adr/0006).
SET LOCAL ROLE plumbline_collector;
ALTER TABLE public.collection_staging DROP COLUMN created_at;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'public.collection_staging'::regclass AND contype = 'c' LOOP
    EXECUTE format('ALTER TABLE public.collection_staging DROP CONSTRAINT %I', name);
  END LOOP;
END $$;
RESET ROLE;
-- Raw lists change less often than figures, and their rows are the widest: packed whole, they make a first write cheaper.
ALTER TABLE campaign_daily_raw RESET (fillfactor);
