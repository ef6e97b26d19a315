CREATE TABLE "publication_withdrawals" (
	"client_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version" integer NOT NULL,
	"why" text NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text NOT NULL,
	"withdrawn_by_staff_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publication_withdrawals_client_id_month_version_pk" PRIMARY KEY("client_id","month","version"),
	CONSTRAINT "publication_withdrawal_why" CHECK (length(trim("publication_withdrawals"."why")) >= 10)
);
--> statement-breakpoint
CREATE TABLE "report_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"month" date NOT NULL,
	"kind" text NOT NULL,
	"date" date NOT NULL,
	"text" text NOT NULL,
	"author" text NOT NULL,
	"author_staff_id" uuid,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_note_kind" CHECK ("report_notes"."kind" in ('done', 'next', 'annotation')),
	CONSTRAINT "report_note_text" CHECK (length(trim("report_notes"."text")) between 1 and case "report_notes"."kind" when 'annotation' then 60 else 280 end)
);
--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "why" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "state_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "state_by" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "words_by" text;--> statement-breakpoint
ALTER TABLE "publication_withdrawals" ADD CONSTRAINT "publication_withdrawals_withdrawn_by_staff_id_staff_members_id_fk" FOREIGN KEY ("withdrawn_by_staff_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_withdrawals" ADD CONSTRAINT "publication_withdrawals_publication" FOREIGN KEY ("client_id","month","version") REFERENCES "public"."publications"("client_id","month","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_notes" ADD CONSTRAINT "report_notes_author_staff_id_staff_members_id_fk" FOREIGN KEY ("author_staff_id") REFERENCES "public"."staff_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_notes" ADD CONSTRAINT "report_notes_client_id_month_reports_client_id_month_fk" FOREIGN KEY ("client_id","month") REFERENCES "public"."reports"("client_id","month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_notes_by_report" ON "report_notes" USING btree ("client_id","month");--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publication_why" CHECK (case when "publications"."version" = 1 then "publications"."why" is null else coalesce(length(trim("publications"."why")) >= 10, false) end);--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "report_words" CHECK ("reports"."words" is null or (length(trim("reports"."words")) between 1 and 600 and "reports"."words_by" is not null));--> statement-breakpoint
-- By hand: rights, policies, and which version an address opens.
REVOKE ALL ON report_notes, publication_withdrawals FROM PUBLIC, anon, authenticated;
GRANT SELECT ON report_notes, publication_withdrawals TO plumbline_staff, plumbline_system;
GRANT INSERT ON report_notes, publication_withdrawals TO plumbline_staff;
GRANT UPDATE (date, text, removed_at) ON report_notes TO plumbline_staff;
-- The monthly call makes drafts, and nothing more.
GRANT INSERT ON reports TO plumbline_system;
CREATE POLICY plumbline_system_drafts ON reports FOR INSERT TO plumbline_system WITH CHECK (state = 'draft' AND words IS NULL);
CREATE POLICY manager_changes ON report_notes FOR UPDATE TO plumbline_staff USING (app.may_change(client_id)) WITH CHECK (app.may_change(client_id));
CREATE TRIGGER withdrawals_are_write_once BEFORE UPDATE OR DELETE ON publication_withdrawals FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER withdrawals_are_not_truncated BEFORE TRUNCATE ON publication_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['report_notes', 'publication_withdrawals'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY staff_read ON public.%I FOR SELECT TO plumbline_staff USING (app.is_staff())', t);
    EXECUTE format('CREATE POLICY plumbline_system_reads ON public.%I FOR SELECT TO plumbline_system USING (true)', t);
    EXECUTE format('CREATE POLICY manager_adds ON public.%I FOR INSERT TO plumbline_staff WITH CHECK (app.may_change(client_id))', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Which publication of a client an address means: of the month asked for, else of the newest month that has one; the version wanted, else
-- the newest. `withdrawn_at` is set where that version was taken back, itself or with a newer one: then its bytes are shown to nobody.
-- No row where there is nothing. Called by the gate's functions alone, which have checked the link before.
CREATE FUNCTION app.publication_for(client uuid, asked date, wanted integer)
RETURNS TABLE (publication_id uuid, month date, version integer, newest_version integer, withdrawn_at timestamptz)
LANGUAGE sql STABLE SET search_path = ''
AS $$
  WITH newest AS (
    SELECT p.month, p.version FROM public.publications p
    WHERE p.client_id = client AND p.month = coalesce(asked, p.month)
    ORDER BY p.month DESC, p.version DESC LIMIT 1
  )
  SELECT p.id, p.month, p.version, n.version,
    (SELECT max(w.withdrawn_at) FROM public.publication_withdrawals w
      WHERE w.client_id = client AND w.month = p.month AND w.version >= p.version)
  FROM newest n
  JOIN public.publications p ON p.client_id = client AND p.month = n.month AND p.version = coalesce(wanted, n.version)
$$;
-- As before, and a month that was taken back sends no bytes.
CREATE OR REPLACE FUNCTION app.open_share_link(hash bytea, asked date)
RETURNS TABLE (share_link_id uuid, client_name text, client_locale text, month date, version integer, html bytea, html_sha256 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT l.id, c.name, c.locale, p.month, p.version, b.html, b.html_sha256
  FROM public.share_links l
  JOIN public.clients c ON c.id = l.client_id
  LEFT JOIN LATERAL app.publication_for(l.client_id, coalesce(l.month, asked), NULL) p ON true
  LEFT JOIN public.publications b ON b.id = p.publication_id AND p.withdrawn_at IS NULL
  WHERE l.token_hash = hash AND l.expires_at > now() AND l.paused_at IS NULL AND l.revoked_at IS NULL
    AND (l.month IS NULL OR asked IS NULL OR l.month = asked)
$$;
REVOKE EXECUTE ON FUNCTION app.publication_for(uuid, date, integer), app.open_share_link(bytea, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.open_share_link(bytea, date) TO plumbline_share;
