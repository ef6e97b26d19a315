CREATE TABLE "ad_accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"platform" text DEFAULT 'meta' NOT NULL,
	"external_id" text NOT NULL,
	"connection_id" uuid,
	"name" text,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"account_status" integer,
	"collect_from" date NOT NULL,
	"access" text DEFAULT 'ok' NOT NULL,
	"access_reason" text,
	"access_checked_at" timestamp with time zone,
	"blocked_until" timestamp with time zone,
	"usage" jsonb,
	"lease_holder" uuid,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ad_accounts_platform_external_id" UNIQUE("platform","external_id"),
	CONSTRAINT "ad_accounts_client_platform" UNIQUE("client_id","platform"),
	CONSTRAINT "ad_accounts_owner" UNIQUE("id","client_id","platform"),
	CONSTRAINT "ad_account_external_id" CHECK ("ad_accounts"."external_id" ~ '^act_[0-9]+$'),
	CONSTRAINT "ad_account_currency" CHECK ("ad_accounts"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "ad_account_platform" CHECK ("ad_accounts"."platform" in ('meta')),
	CONSTRAINT "ad_account_access" CHECK ("ad_accounts"."access" in ('ok', 'no_access'))
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'system_user' NOT NULL,
	"app_id" text,
	"token_ciphertext" text NOT NULL,
	"token_key_id" text NOT NULL,
	"scopes" text[],
	"expires_at" timestamp with time zone,
	"state" text DEFAULT 'ok' NOT NULL,
	"state_reason" text,
	"broken_since" timestamp with time zone,
	"last_check_at" timestamp with time zone,
	"last_check_outcome" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_name_unique" UNIQUE("name"),
	CONSTRAINT "connection_kind" CHECK ("connections"."kind" in ('system_user', 'long_lived_user')),
	CONSTRAINT "connection_state" CHECK ("connections"."state" in ('ok', 'broken', 'needs_confirmation'))
);
--> statement-breakpoint
CREATE TABLE "kpi_mappings" (
	"client_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"candidates" jsonb NOT NULL,
	"choices" jsonb NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "kpi_mappings_client_id_version_pk" PRIMARY KEY("client_id","version"),
	CONSTRAINT "kpi_mapping_version" CHECK ("kpi_mappings"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "collection_attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"run_id" uuid NOT NULL,
	"ad_account_id" uuid NOT NULL,
	"since" date NOT NULL,
	"until" date NOT NULL,
	"attempt_number" integer NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"error_class" text,
	"error_code" integer,
	"error_subcode" integer,
	"error_trace" text,
	"error_message" text,
	"pages" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"api_version" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attempts_numbered" UNIQUE("run_id","ad_account_id","since","until","attempt_number"),
	CONSTRAINT "attempt_state" CHECK ("collection_attempts"."state" in ('running', 'ok', 'failed', 'lost')),
	CONSTRAINT "attempt_window" CHECK ("collection_attempts"."until" >= "collection_attempts"."since"),
	CONSTRAINT "attempt_finished" CHECK (("collection_attempts"."state" = 'running') = ("collection_attempts"."finished_at" is null)),
	CONSTRAINT "attempt_error" CHECK (("collection_attempts"."state" = 'failed') = ("collection_attempts"."error_class" is not null))
);
--> statement-breakpoint
CREATE TABLE "collection_run_accounts" (
	"run_id" uuid NOT NULL,
	"ad_account_id" uuid NOT NULL,
	"since" date NOT NULL,
	"until" date NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"error" jsonb,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "collection_run_accounts_run_id_ad_account_id_pk" PRIMARY KEY("run_id","ad_account_id"),
	CONSTRAINT "run_account_state" CHECK ("collection_run_accounts"."state" in ('queued', 'running', 'waiting', 'done', 'failed', 'skipped')),
	CONSTRAINT "run_account_window" CHECK ("collection_run_accounts"."until" >= "collection_run_accounts"."since"),
	CONSTRAINT "run_account_skip_has_reason" CHECK ("collection_run_accounts"."state" <> 'skipped' or "collection_run_accounts"."reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "collection_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trigger" text NOT NULL,
	"pass" text NOT NULL,
	"requested_by" text NOT NULL,
	"expected" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"api_version" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_trigger" CHECK ("collection_runs"."trigger" in ('cron', 'manual', 'cli', 'worker')),
	CONSTRAINT "run_pass" CHECK ("collection_runs"."pass" in ('morning', 'noon', 'sunday', 'catch_up', 'range')),
	CONSTRAINT "run_counts" CHECK ("collection_runs"."done" + "collection_runs"."failed" + "collection_runs"."skipped" <= "collection_runs"."expected")
);
--> statement-breakpoint
CREATE TABLE "scheduler_calls" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "scheduler_calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"job" text NOT NULL,
	"verb" text NOT NULL,
	"caller" text NOT NULL,
	"execution_id" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" integer,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_daily_raw" (
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"actions" jsonb,
	"action_values" jsonb,
	"conversions" jsonb,
	"conversion_values" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_daily_raw_ad_account_id_date_pk" PRIMARY KEY("ad_account_id","date")
);
--> statement-breakpoint
CREATE TABLE "campaign_daily_kpi_data" (
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"campaign_id" text NOT NULL,
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
	"attribution_setting" text,
	"mapping_version" integer NOT NULL,
	"row_hash" bigint NOT NULL,
	"attempt_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_daily_kpi_data_ad_account_id_date_campaign_id_pk" PRIMARY KEY("ad_account_id","date","campaign_id"),
	CONSTRAINT "campaign_day_not_negative" CHECK ("campaign_daily_kpi_data"."total_spend" >= 0 and "campaign_daily_kpi_data"."total_impressions" >= 0 and "campaign_daily_kpi_data"."total_clicks" >= 0 and "campaign_daily_kpi_data"."link_clicks" >= 0)
);
--> statement-breakpoint
CREATE TABLE "campaign_daily_raw" (
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"campaign_id" text NOT NULL,
	"actions" jsonb,
	"action_values" jsonb,
	"conversions" jsonb,
	"conversion_values" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_daily_raw_ad_account_id_date_campaign_id_pk" PRIMARY KEY("ad_account_id","date","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"ad_account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"objective" text,
	"status" text,
	"first_seen" date NOT NULL,
	"last_seen" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_ad_account_id_external_id_pk" PRIMARY KEY("ad_account_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "daily_kpi_data" (
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"client_id" uuid NOT NULL,
	"platform" text NOT NULL,
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
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"reconciled" boolean NOT NULL,
	"differences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mapping_version" integer NOT NULL,
	"row_hash" bigint NOT NULL,
	"first_observed_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"attempt_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "daily_kpi_data_ad_account_id_date_pk" PRIMARY KEY("ad_account_id","date"),
	CONSTRAINT "account_day_not_negative" CHECK ("daily_kpi_data"."total_spend" >= 0 and "daily_kpi_data"."total_impressions" >= 0 and "daily_kpi_data"."total_clicks" >= 0 and "daily_kpi_data"."link_clicks" >= 0),
	CONSTRAINT "account_day_differences" CHECK ("daily_kpi_data"."reconciled" or jsonb_array_length("daily_kpi_data"."differences") > 0)
);
--> statement-breakpoint
CREATE TABLE "kpi_restatements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kpi_restatements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ad_account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"campaign_id" text,
	"changes" jsonb NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"attempt_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "restatement_once" UNIQUE NULLS NOT DISTINCT("attempt_id","ad_account_id","date","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"client_id" uuid NOT NULL,
	"ad_account_id" uuid NOT NULL,
	"check_key" text NOT NULL,
	"subject" text NOT NULL,
	"severity" text NOT NULL,
	"message" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "finding_severity" CHECK ("findings"."severity" in ('critical', 'high', 'normal'))
);
--> statement-breakpoint
CREATE TABLE "agency" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"logo" text,
	"accent" text,
	"locale" text DEFAULT 'pl' NOT NULL,
	"time_zone" text NOT NULL,
	"contact" text,
	"thresholds" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agency_is_one_row" CHECK ("agency"."id" = 1),
	CONSTRAINT "agency_locale" CHECK ("agency"."locale" in ('pl', 'en'))
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"staff_id" uuid,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'pl' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"manager_id" uuid,
	"shown_metrics" text[] NOT NULL,
	"metric_names" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"report_settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clients_slug_unique" UNIQUE("slug"),
	CONSTRAINT "client_slug" CHECK ("clients"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "client_locale" CHECK ("clients"."locale" in ('pl', 'en')),
	CONSTRAINT "client_status" CHECK ("clients"."status" in ('active', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "staff_members" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"auth_user_id" uuid,
	"role" text NOT NULL,
	"locale" text DEFAULT 'pl' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_members_auth_user_id_unique" UNIQUE("auth_user_id"),
	CONSTRAINT "staff_role" CHECK ("staff_members"."role" in ('admin', 'manager', 'viewer')),
	CONSTRAINT "staff_locale" CHECK ("staff_members"."locale" in ('pl', 'en'))
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version" integer NOT NULL,
	"document" text NOT NULL,
	"document_sha256" "bytea" NOT NULL,
	"html" "bytea" NOT NULL,
	"html_sha256" "bytea" NOT NULL,
	"published_by" text NOT NULL,
	"published_by_staff_id" uuid,
	"override_reason" text,
	"published_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publications_numbered" UNIQUE("client_id","month","version"),
	CONSTRAINT "publication_version" CHECK ("publications"."version" >= 1),
	CONSTRAINT "publication_override" CHECK ("publications"."override_reason" is null or length(trim("publications"."override_reason")) >= 20),
	CONSTRAINT "publication_hashes" CHECK ("publications"."document_sha256" = sha256(convert_to("publications"."document", 'UTF8')) and "publications"."html_sha256" = sha256("publications"."html"))
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"client_id" uuid NOT NULL,
	"month" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reports_client_id_month_pk" PRIMARY KEY("client_id","month"),
	CONSTRAINT "report_month" CHECK (extract(day from "reports"."month") = 1),
	CONSTRAINT "report_state" CHECK ("reports"."state" in ('draft', 'in_review', 'published'))
);
--> statement-breakpoint
CREATE TABLE "share_link_events" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "share_link_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"share_link_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "share_link_event_kind" CHECK ("share_link_events"."kind" in ('created', 'opened', 'paused', 'resumed', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"month" date,
	"expires_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "share_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "share_link_hash" CHECK (length("share_links"."token_hash") = 32),
	CONSTRAINT "share_link_month" CHECK ("share_links"."month" is null or extract(day from "share_links"."month") = 1)
);
--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD CONSTRAINT "ad_accounts_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ad_accounts" ADD CONSTRAINT "ad_accounts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_mappings" ADD CONSTRAINT "kpi_mappings_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_attempts" ADD CONSTRAINT "collection_attempts_run_id_collection_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."collection_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_attempts" ADD CONSTRAINT "collection_attempts_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_run_accounts" ADD CONSTRAINT "collection_run_accounts_run_id_collection_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."collection_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_run_accounts" ADD CONSTRAINT "collection_run_accounts_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_daily_raw" ADD CONSTRAINT "account_daily_raw_ad_account_id_date_daily_kpi_data_ad_account_id_date_fk" FOREIGN KEY ("ad_account_id","date") REFERENCES "public"."daily_kpi_data"("ad_account_id","date") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_kpi_data" ADD CONSTRAINT "daily_kpi_data_attempt_id_collection_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."collection_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_kpi_data" ADD CONSTRAINT "daily_kpi_data_ad_account_id_client_id_platform_ad_accounts_id_client_id_platform_fk" FOREIGN KEY ("ad_account_id","client_id","platform") REFERENCES "public"."ad_accounts"("id","client_id","platform") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_ad_account_id_ad_accounts_id_fk" FOREIGN KEY ("ad_account_id") REFERENCES "public"."ad_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_staff_id_staff_members_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_manager_id_staff_members_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_published_by_staff_id_staff_members_id_fk" FOREIGN KEY ("published_by_staff_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_client_id_month_reports_client_id_month_fk" FOREIGN KEY ("client_id","month") REFERENCES "public"."reports"("client_id","month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_events" ADD CONSTRAINT "share_link_events_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_running_per_account" ON "collection_attempts" USING btree ("ad_account_id") WHERE "collection_attempts"."state" = 'running';--> statement-breakpoint
CREATE INDEX "attempts_good" ON "collection_attempts" USING btree ("ad_account_id","finished_at" DESC NULLS LAST) WHERE "collection_attempts"."state" = 'ok';--> statement-breakpoint
CREATE INDEX "attempts_by_account" ON "collection_attempts" USING btree ("ad_account_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "run_accounts_open" ON "collection_run_accounts" USING btree ("ad_account_id") WHERE "collection_run_accounts"."state" in ('queued', 'running', 'waiting');--> statement-breakpoint
CREATE INDEX "collection_runs_started" ON "collection_runs" USING btree ("started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "scheduler_calls_job_at" ON "scheduler_calls" USING btree ("job","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "daily_kpi_data_by_date" ON "daily_kpi_data" USING btree ("date","ad_account_id");--> statement-breakpoint
CREATE INDEX "restatements_by_day" ON "kpi_restatements" USING btree ("ad_account_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_one_open" ON "findings" USING btree ("ad_account_id","check_key","subject") WHERE "findings"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "findings_by_client" ON "findings" USING btree ("client_id","opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "staff_members_email" ON "staff_members" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "share_link_events_by_link" ON "share_link_events" USING btree ("share_link_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "share_links_by_client" ON "share_links" USING btree ("client_id");