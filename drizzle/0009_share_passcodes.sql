CREATE TABLE "publication_pdfs" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"path" text,
	"sha256" "bytea",
	"bytes" integer,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"made_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publication_pdf_made" CHECK (("publication_pdfs"."made_at" is null) = ("publication_pdfs"."sha256" is null) and ("publication_pdfs"."made_at" is null) = ("publication_pdfs"."path" is null) and ("publication_pdfs"."made_at" is null) = ("publication_pdfs"."bytes" is null))
);
--> statement-breakpoint
CREATE TABLE "share_link_tries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"share_link_id" uuid NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "share_link_events" DROP CONSTRAINT "share_link_event_kind";--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "kind" text DEFAULT 'report' NOT NULL;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "passcode_hash" text;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "passcode_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "has_passcode" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "publication_pdfs" ADD CONSTRAINT "publication_pdfs_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_tries" ADD CONSTRAINT "share_link_tries_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publication_pdfs_due" ON "publication_pdfs" USING btree ("next_try_at") WHERE "publication_pdfs"."made_at" is null;--> statement-breakpoint
CREATE INDEX "share_link_tries_by_link" ON "share_link_tries" USING btree ("share_link_id","at");--> statement-breakpoint
CREATE INDEX "share_link_tries_by_address" ON "share_link_tries" USING btree ("address_hash","at");--> statement-breakpoint
ALTER TABLE "share_link_events" ADD CONSTRAINT "share_link_event_kind" CHECK ("share_link_events"."kind" in ('created', 'opened', 'paused', 'resumed', 'revoked', 'replaced', 'passcode'));--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_link_kind" CHECK ("share_links"."kind" in ('report', 'csv'));--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_link_passcode" CHECK ("share_links"."has_passcode" = ("share_links"."passcode_hash" is not null) and (not "share_links"."has_passcode" or ("share_links"."passcode_hash" like '$argon2id$%' and "share_links"."kind" = 'report')));
--> statement-breakpoint
-- By hand: rights, policies and the gate.
ALTER TABLE public.share_link_tries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.publication_pdfs ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON share_link_tries, publication_pdfs FROM PUBLIC, anon, authenticated;
-- Hashes of secrets are written by staff and read by the gate only (incident 36).
REVOKE SELECT ON share_links FROM plumbline_staff;
GRANT SELECT (id, client_id, kind, label, month, expires_at, has_passcode, passcode_version, paused_at, revoked_at, created_by, created_at) ON share_links TO plumbline_staff;
-- The printer of PDFs, and the mail that names a link's last day.
GRANT SELECT ON publication_pdfs TO plumbline_staff, plumbline_system;
GRANT INSERT, UPDATE ON publication_pdfs TO plumbline_system;
CREATE POLICY staff_read ON publication_pdfs FOR SELECT TO plumbline_staff USING (app.is_staff());
CREATE POLICY plumbline_system_reads ON publication_pdfs FOR SELECT TO plumbline_system USING (true);
CREATE POLICY plumbline_system_adds ON publication_pdfs FOR INSERT TO plumbline_system WITH CHECK (true);
CREATE POLICY plumbline_system_changes ON publication_pdfs FOR UPDATE TO plumbline_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- The gate of a shared link. Unknown, expired, paused, revoked, replaced and out of scope are one answer: no row. `part` is what is asked
-- for ('page', 'pdf', 'data'; 'csv' is all that a spreadsheet's link opens), `asked` the first day of a month, `wanted` an older version,
-- `proven` the passcode version that the visitor's cookie proves. Behind a passcode that is not proven no row tells anything but that:
-- bytes, document and file stay here. A withdrawn version has no bytes either. A spreadsheet's link gets every month, newest first.
CREATE FUNCTION app.open_shared(hash bytea, part text, asked date, wanted integer, proven integer)
RETURNS TABLE (share_link_id uuid, kind text, client_name text, client_locale text, agency_name text, agency_contact text, time_zone text,
  expires_at timestamptz, locked boolean, month date, version integer, newest_version integer, withdrawn_at timestamptz,
  html bytea, html_sha256 bytea, document text, pdf_path text, pdf_sha256 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT l.id, l.kind, c.name, c.locale, a.name, a.contact, z.time_zone, l.expires_at, l.locked,
    p.month, p.version, p.newest_version, p.withdrawn_at,
    CASE WHEN part = 'page' THEN b.html END, b.html_sha256, CASE WHEN part IN ('data', 'csv') THEN b.document END, f.path, f.sha256
  FROM (
    SELECT s.*, s.passcode_hash IS NOT NULL AND proven IS DISTINCT FROM s.passcode_version AS locked FROM public.share_links s
    WHERE s.token_hash = hash AND s.expires_at > now() AND s.paused_at IS NULL AND s.revoked_at IS NULL
      AND (s.month IS NULL OR asked IS NULL OR s.month = asked) AND (s.kind = 'report' OR part = 'csv')
  ) l
  JOIN public.clients c ON c.id = l.client_id
  LEFT JOIN LATERAL (SELECT a.name, a.contact FROM public.agency a LIMIT 1) a ON true
  LEFT JOIN LATERAL (SELECT d.time_zone FROM public.ad_accounts d WHERE d.client_id = l.client_id LIMIT 1) z ON true
  LEFT JOIN LATERAL (
    SELECT DISTINCT r.month FROM public.publications r
    WHERE l.kind = 'csv' AND asked IS NULL AND r.client_id = l.client_id AND (l.month IS NULL OR r.month = l.month)
    ORDER BY r.month DESC LIMIT 36
  ) every ON true
  LEFT JOIN LATERAL app.publication_for(l.client_id, coalesce(l.month, asked, every.month), wanted) p ON NOT l.locked
  LEFT JOIN public.publications b ON b.id = p.publication_id AND p.withdrawn_at IS NULL
  LEFT JOIN public.publication_pdfs f ON part = 'pdf' AND f.publication_id = b.id AND f.made_at IS NOT NULL
  ORDER BY p.month DESC
$$;
-- The release before this one calls it while this migration runs: what that release does not know, a passcode and a spreadsheet's link, is
-- closed to it. It goes with a later migration.
CREATE OR REPLACE FUNCTION app.open_share_link(hash bytea, asked date)
RETURNS TABLE (share_link_id uuid, client_name text, client_locale text, month date, version integer, html bytea, html_sha256 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT o.share_link_id, o.client_name, o.client_locale, o.month, o.version, o.html, o.html_sha256
  FROM app.open_shared(hash, 'page', asked, NULL, NULL) o WHERE NOT o.locked
$$;
--> statement-breakpoint
-- Takes one of the 5 tries that a link and an address each have in 15 minutes, and only with a try hands out what the passcode is compared
-- with. Counting and taking are one step: link first, then address, so that tries sent at the same moment, through one link from many
-- addresses or from one address at many links, cannot all pass and cannot wait for each other in a circle. A try that is refused is not
-- counted. No row: the link does not open, or asks for no passcode.
CREATE FUNCTION app.take_share_try(hash bytea, address bytea)
RETURNS TABLE (try_id uuid, remaining integer, again_at timestamptz, passcode_hash text, passcode_version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE link public.share_links; of_link integer; of_address integer; since timestamptz; again timestamptz; made uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('share-link:' || encode(hash, 'hex'), 7110313));
  PERFORM pg_advisory_xact_lock(hashtextextended('share-address:' || encode(address, 'hex'), 7110313));
  SELECT * INTO link FROM public.share_links l
  WHERE l.token_hash = hash AND l.expires_at > now() AND l.paused_at IS NULL AND l.revoked_at IS NULL AND l.passcode_hash IS NOT NULL;
  IF NOT FOUND THEN RETURN; END IF;
  since := clock_timestamp() - interval '15 minutes';
  SELECT count(*)::integer INTO of_link FROM public.share_link_tries t WHERE t.share_link_id = link.id AND t.at > since;
  SELECT count(*)::integer INTO of_address FROM public.share_link_tries t WHERE t.address_hash = address AND t.at > since;
  IF of_link >= 5 OR of_address >= 5 THEN
    SELECT max(x.at) + interval '15 minutes' INTO again FROM (
      (SELECT t.at FROM public.share_link_tries t WHERE t.share_link_id = link.id AND t.at > since AND of_link >= 5 ORDER BY t.at DESC OFFSET 4 LIMIT 1)
      UNION ALL
      (SELECT t.at FROM public.share_link_tries t WHERE t.address_hash = address AND t.at > since AND of_address >= 5 ORDER BY t.at DESC OFFSET 4 LIMIT 1)
    ) x;
    RETURN QUERY SELECT NULL::uuid, 0, again, NULL::text, NULL::integer;
    RETURN;
  END IF;
  DELETE FROM public.share_link_tries t WHERE t.share_link_id = link.id AND t.at < since - interval '1 day';
  INSERT INTO public.share_link_tries (share_link_id, address_hash, at) VALUES (link.id, address, clock_timestamp()) RETURNING id INTO made;
  RETURN QUERY SELECT made, 4 - greatest(of_link, of_address), NULL::timestamptz, link.passcode_hash, link.passcode_version;
END $$;
-- A right passcode costs no try: its own is given back, and no other, so that one's own link gives no tries at somebody else's.
CREATE FUNCTION app.return_share_try(taken uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$ DELETE FROM public.share_link_tries t WHERE t.id = taken $$;
REVOKE EXECUTE ON FUNCTION app.open_shared(bytea, text, date, integer, integer), app.take_share_try(bytea, bytea), app.return_share_try(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.open_shared(bytea, text, date, integer, integer), app.take_share_try(bytea, bytea), app.return_share_try(uuid) TO plumbline_share;
