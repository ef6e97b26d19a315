CREATE TABLE "alert_events" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"alert_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_event_kind" CHECK ("alert_events"."kind" in ('opened', 'changed', 'acknowledged', 'snoozed', 'woken', 'resolved', 'notified', 'undelivered'))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alerts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"client_id" uuid,
	"check_key" text NOT NULL,
	"subject" text NOT NULL,
	"cause" text NOT NULL,
	"severity" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"message" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"months" text[] DEFAULT '{}' NOT NULL,
	"amount" numeric,
	"currency" text,
	"opened_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	"snoozed_until" timestamp with time zone,
	"snoozed_until_delivery" boolean DEFAULT false NOT NULL,
	"resolved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_severity" CHECK ("alerts"."severity" in ('critical', 'high', 'normal')),
	CONSTRAINT "alert_state" CHECK ("alerts"."state" in ('open', 'acknowledged', 'snoozed', 'resolved')),
	CONSTRAINT "alert_resolved" CHECK (("alerts"."state" = 'resolved') = ("alerts"."resolved_at" is not null)),
	CONSTRAINT "alert_snoozed" CHECK (("alerts"."state" = 'snoozed') = ("alerts"."snoozed_until" is not null or "alerts"."snoozed_until_delivery")),
	CONSTRAINT "alert_amount" CHECK (("alerts"."amount" is null) = ("alerts"."currency" is null))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"idempotency_key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"locale" text NOT NULL,
	"client_id" uuid,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"provider_answer" text,
	"last_error" text,
	"owner_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deliveries_id_unique" UNIQUE("id"),
	CONSTRAINT "delivery_kind" CHECK ("deliveries"."kind" in ('alerts', 'resolved', 'publication', 'reminder', 'test')),
	CONSTRAINT "delivery_channel" CHECK ("deliveries"."channel" in ('mail', 'slack', 'webhook')),
	CONSTRAINT "delivery_state" CHECK ("deliveries"."state" in ('queued', 'sending', 'sent', 'failed')),
	CONSTRAINT "delivery_sent" CHECK (("deliveries"."state" = 'sent') = ("deliveries"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "check_outcomes" (
	"client_id" uuid PRIMARY KEY NOT NULL,
	"evaluated_at" timestamp with time zone NOT NULL,
	"outcomes" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_runs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "check_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trigger" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"expected" integer NOT NULL,
	"evaluated" integer DEFAULT 0 NOT NULL,
	"findings_open" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_run_trigger" CHECK ("check_runs"."trigger" in ('collection', 'monitor', 'cli', 'manual', 'worker')),
	CONSTRAINT "check_run_counts" CHECK ("check_runs"."evaluated" <= "check_runs"."expected")
);
--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "alert_channels" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_staff_id_staff_members_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_acknowledged_by_staff_members_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_owner_id_staff_members_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_outcomes" ADD CONSTRAINT "check_outcomes_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_events_by_alert" ON "alert_events" USING btree ("alert_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" USING btree (coalesce("client_id", '00000000-0000-0000-0000-000000000000'::uuid),"check_key","subject") WHERE "alerts"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_by_client" ON "alerts" USING btree ("client_id","opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "alerts_opened" ON "alerts" USING btree ("opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_try_at") WHERE "deliveries"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_made" ON "deliveries" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "check_runs_started" ON "check_runs" USING btree ("started_at" DESC NULLS LAST);
--> statement-breakpoint
-- Supabase's default grants reach new tables; none of them is for its API roles.
REVOKE ALL ON check_runs, check_outcomes, alerts, alert_events, deliveries FROM PUBLIC, anon, authenticated;
GRANT SELECT ON check_runs, check_outcomes, alerts, alert_events, deliveries TO plumbline_staff;
GRANT SELECT, INSERT, UPDATE ON check_runs, check_outcomes, alerts, deliveries TO plumbline_system;
GRANT SELECT, INSERT ON alert_events TO plumbline_system;
-- Staff acknowledge and snooze; what an alert says comes from the data alone.
GRANT UPDATE (state, acknowledged_at, acknowledged_by, snoozed_until, snoozed_until_delivery) ON alerts TO plumbline_staff;
GRANT INSERT ON alert_events TO plumbline_staff;
-- A person may queue a message (a test, a publication's mail), send a failed one again, and take care of it.
GRANT INSERT ON deliveries TO plumbline_staff;
GRANT UPDATE (state, next_try_at, owner_id) ON deliveries TO plumbline_staff;
-- "This number looks wrong": a finding by a person.
GRANT INSERT ON findings TO plumbline_staff;
GRANT UPDATE (resolved_at) ON findings TO plumbline_staff;
-- Whom a message goes to, and who owns one that could not be delivered.
GRANT SELECT ON staff_members TO plumbline_system;
CREATE POLICY plumbline_system_reads ON staff_members FOR SELECT TO plumbline_system USING (true);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['check_runs', 'check_outcomes', 'alerts', 'alert_events', 'deliveries'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY staff_read ON public.%I FOR SELECT TO plumbline_staff USING (app.is_staff())', t);
    EXECUTE format('CREATE POLICY plumbline_system_reads ON public.%I FOR SELECT TO plumbline_system USING (true)', t);
    EXECUTE format('CREATE POLICY plumbline_system_adds ON public.%I FOR INSERT TO plumbline_system WITH CHECK (true)', t);
    IF t <> 'alert_events' THEN
      EXECUTE format('CREATE POLICY plumbline_system_changes ON public.%I FOR UPDATE TO plumbline_system USING (true) WITH CHECK (true)', t);
    END IF;
  END LOOP;
END $$;
-- An alert or message without a client is the agency's: an admin's to change.
CREATE POLICY manager_changes ON alerts FOR UPDATE TO plumbline_staff
  USING (CASE WHEN client_id IS NULL THEN app.is_admin() ELSE app.may_change(client_id) END)
  WITH CHECK (CASE WHEN client_id IS NULL THEN app.is_admin() ELSE app.may_change(client_id) END);
CREATE POLICY manager_adds ON alert_events FOR INSERT TO plumbline_staff
  WITH CHECK (staff_id IS NOT DISTINCT FROM app.staff_id() AND EXISTS (SELECT FROM alerts a WHERE a.id = alert_id
    AND CASE WHEN a.client_id IS NULL THEN app.is_admin() ELSE app.may_change(a.client_id) END));
CREATE POLICY manager_adds ON deliveries FOR INSERT TO plumbline_staff
  WITH CHECK (CASE WHEN client_id IS NULL THEN app.is_admin() ELSE app.may_change(client_id) END);
CREATE POLICY manager_changes ON deliveries FOR UPDATE TO plumbline_staff
  USING (CASE WHEN client_id IS NULL THEN app.is_admin() ELSE app.may_change(client_id) END)
  WITH CHECK (CASE WHEN client_id IS NULL THEN app.is_admin() ELSE app.may_change(client_id) END);
CREATE POLICY manager_adds ON findings FOR INSERT TO plumbline_staff WITH CHECK (check_key = 'looks_wrong' AND app.may_change(client_id));
CREATE POLICY manager_changes ON findings FOR UPDATE TO plumbline_staff
  USING (check_key = 'looks_wrong' AND app.may_change(client_id)) WITH CHECK (check_key = 'looks_wrong' AND app.may_change(client_id));
