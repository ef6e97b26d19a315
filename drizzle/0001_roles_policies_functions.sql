-- Who may do what, by hand: drizzle knows tables, not rights. The four roles do the work, never the owner (architecture.md §4).
-- Roles belong to the whole server, so another database may have made them in this very moment.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['plumbline_staff', 'plumbline_collector', 'plumbline_system', 'plumbline_share', 'anon', 'authenticated'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF name LIKE 'plumbline%' AND NOT EXISTS (
      SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
      WHERE r.rolname = name AND m.member = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND m.set_option
    ) THEN
      EXECUTE format('GRANT %I TO CURRENT_USER WITH SET TRUE, INHERIT FALSE', name);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- Supabase grants every new table in public to its API roles; here they get nothing, now and later (incidents 36, 37).
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon, authenticated;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM anon, authenticated;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON FUNCTIONS FROM anon, authenticated;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM anon, authenticated, PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM anon, authenticated, PUBLIC;
--> statement-breakpoint
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO plumbline_staff, plumbline_collector, plumbline_system, plumbline_share;
GRANT USAGE ON SCHEMA public TO plumbline_staff, plumbline_collector, plumbline_system;
--> statement-breakpoint
-- Where COPY lands before the guarded upsert (performance.md). Unlogged: it is empty between windows, and a crash may lose it.
CREATE UNLOGGED TABLE public.collection_staging (
  attempt_id uuid NOT NULL,
  grain text NOT NULL CHECK (grain IN ('account', 'campaign')),
  date date NOT NULL,
  campaign_id text,
  total_spend numeric NOT NULL,
  total_impressions numeric NOT NULL,
  total_clicks numeric NOT NULL,
  link_clicks numeric NOT NULL,
  click_to_call numeric,
  email_contacts numeric,
  booking_step_1 numeric,
  booking_step_2 numeric,
  booking_step_3 numeric,
  reservations numeric,
  reservation_value numeric,
  leads numeric,
  messages numeric,
  attribution_setting text,
  reconciled boolean,
  differences jsonb,
  row_hash bigint NOT NULL,
  actions jsonb,
  action_values jsonb,
  conversions jsonb,
  conversion_values jsonb,
  changes jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((grain = 'campaign') = (campaign_id IS NOT NULL))
);
CREATE INDEX collection_staging_by_attempt ON public.collection_staging (attempt_id);
-- COPY is refused to a role that row security applies to, and it applies to all but the owner.
GRANT CREATE ON SCHEMA public TO plumbline_collector;
ALTER TABLE public.collection_staging OWNER TO plumbline_collector;
REVOKE CREATE ON SCHEMA public FROM plumbline_collector;
--> statement-breakpoint
-- A restated row finds room on its own page, so that its indexes need not be touched (docs/adr/0006).
ALTER TABLE daily_kpi_data SET (fillfactor = 85);
ALTER TABLE campaign_daily_kpi_data SET (fillfactor = 85);
ALTER TABLE campaign_daily_raw SET (fillfactor = 85);
--> statement-breakpoint
CREATE VIEW public.campaign_summaries WITH (security_invoker = true) AS
SELECT
  client_id,
  platform,
  date_trunc('month', date)::date AS summary_date,
  count(*)::integer AS days,
  sum(total_spend) AS total_spend,
  sum(total_impressions) AS total_impressions,
  sum(total_clicks) AS total_clicks,
  sum(link_clicks) AS link_clicks,
  sum(click_to_call) AS click_to_call,
  sum(email_contacts) AS email_contacts,
  sum(booking_step_1) AS booking_step_1,
  sum(booking_step_2) AS booking_step_2,
  sum(booking_step_3) AS booking_step_3,
  sum(reservations) AS reservations,
  sum(reservation_value) AS reservation_value,
  sum(leads) AS leads,
  sum(messages) AS messages,
  bool_and(reconciled) AS reconciled
FROM daily_kpi_data
GROUP BY client_id, platform, date_trunc('month', date);
REVOKE ALL ON campaign_summaries FROM anon, authenticated;
--> statement-breakpoint
-- Who is asking, set for the transaction by lib/db and by nobody else. Unset means nobody.
CREATE FUNCTION app.staff_id() RETURNS uuid LANGUAGE sql STABLE SET search_path = ''
AS $$ SELECT nullif(current_setting('plumbline.staff_id', true), '')::uuid $$;
CREATE FUNCTION app.staff_role() RETURNS text LANGUAGE sql STABLE SET search_path = ''
AS $$ SELECT nullif(current_setting('plumbline.staff_role', true), '') $$;
CREATE FUNCTION app.is_staff() RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
AS $$ SELECT coalesce(app.staff_role() IN ('viewer', 'manager', 'admin'), false) $$;
CREATE FUNCTION app.is_admin() RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
AS $$ SELECT coalesce(app.staff_role() = 'admin', false) $$;
-- An admin may change every client, a manager those that are theirs (product.md, Who may do what).
CREATE FUNCTION app.may_change(client uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
AS $$
  SELECT app.is_admin() OR (
    coalesce(app.staff_role() = 'manager', false)
    AND EXISTS (SELECT FROM public.clients c WHERE c.id = client AND c.manager_id = app.staff_id())
  )
$$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.staff_id(), app.staff_role(), app.is_staff(), app.is_admin(), app.may_change(uuid) TO plumbline_staff;
--> statement-breakpoint
-- A publication never changes and never goes (R10).
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$ BEGIN RAISE EXCEPTION '% is write-once: a % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER publications_are_write_once BEFORE UPDATE OR DELETE ON publications FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER publications_are_not_truncated BEFORE TRUNCATE ON publications FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER restatements_are_write_once BEFORE UPDATE OR DELETE ON kpi_restatements FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- Sign-in happens before anybody is staff: one row by address, nothing else (incident 38).
CREATE FUNCTION app.find_staff_for_sign_in(address text)
RETURNS TABLE (id uuid, email text, name text, role text, locale text, auth_user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT s.id, s.email, s.name, s.role, s.locale, s.auth_user_id
  FROM public.staff_members s WHERE lower(s.email) = lower(address) AND s.disabled_at IS NULL
$$;
-- The first code that was right binds the person's account with the sign-in service to the invitation; it is never moved.
CREATE FUNCTION app.bind_staff_sign_in(address text, auth_user uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
  WITH bound AS (
    UPDATE public.staff_members s SET auth_user_id = auth_user
    WHERE lower(s.email) = lower(address) AND s.disabled_at IS NULL AND (s.auth_user_id IS NULL OR s.auth_user_id = auth_user)
    RETURNING 1
  ) SELECT EXISTS (SELECT FROM bound)
$$;
REVOKE EXECUTE ON FUNCTION app.find_staff_for_sign_in(text), app.bind_staff_sign_in(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_staff_for_sign_in(text), app.bind_staff_sign_in(text, uuid) TO plumbline_system;
--> statement-breakpoint
-- The gate of a shared link, the one thing plumbline_share can do. Unknown, expired, paused and revoked are one answer: no row.
-- `asked` is the first day of a month, or null for the newest published one. `html` is null when nothing is published there.
CREATE FUNCTION app.open_share_link(hash bytea, asked date)
RETURNS TABLE (share_link_id uuid, client_name text, client_locale text, month date, version integer, html bytea, html_sha256 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT l.id, c.name, c.locale, p.month, p.version, p.html, p.html_sha256
  FROM public.share_links l
  JOIN public.clients c ON c.id = l.client_id
  LEFT JOIN LATERAL (
    SELECT p.month, p.version, p.html, p.html_sha256 FROM public.publications p
    WHERE p.client_id = l.client_id AND p.month = coalesce(l.month, asked, p.month)
    ORDER BY p.month DESC, p.version DESC LIMIT 1
  ) p ON true
  WHERE l.token_hash = hash AND l.expires_at > now() AND l.paused_at IS NULL AND l.revoked_at IS NULL
    AND (l.month IS NULL OR asked IS NULL OR l.month = asked)
$$;
-- Counts an opening, only of a link that is open.
CREATE FUNCTION app.count_share_open(link uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
  INSERT INTO public.share_link_events (share_link_id, kind)
  SELECT l.id, 'opened' FROM public.share_links l
  WHERE l.id = link AND l.expires_at > now() AND l.paused_at IS NULL AND l.revoked_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION app.open_share_link(bytea, date), app.count_share_open(uuid), app.refuse_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.open_share_link(bytea, date), app.count_share_open(uuid) TO plumbline_share;
--> statement-breakpoint
-- Row security on every table; what no policy allows is refused.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'collection_staging' LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
SET LOCAL ROLE plumbline_collector;
ALTER TABLE public.collection_staging ENABLE ROW LEVEL SECURITY;
RESET ROLE;
--> statement-breakpoint
-- Staff: read all but tokens; write by the table in product.md.
GRANT SELECT ON agency, staff_members, clients, ad_accounts, kpi_mappings, scheduler_calls, collection_runs, collection_run_accounts, collection_attempts,
  daily_kpi_data, account_daily_raw, campaigns, campaign_daily_kpi_data, campaign_daily_raw, campaign_summaries, kpi_restatements, findings,
  reports, publications, share_links, share_link_events, audit_log TO plumbline_staff;
GRANT SELECT (id, name, kind, app_id, scopes, expires_at, state, state_reason, broken_since, last_check_at, last_check_outcome, created_at) ON connections TO plumbline_staff;
GRANT INSERT, UPDATE ON agency, staff_members, clients, ad_accounts, connections TO plumbline_staff;
GRANT INSERT ON kpi_mappings, publications, audit_log, share_link_events TO plumbline_staff;
GRANT INSERT, UPDATE ON reports, share_links TO plumbline_staff;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agency', 'staff_members', 'clients', 'ad_accounts', 'connections', 'kpi_mappings', 'scheduler_calls', 'collection_runs',
    'collection_run_accounts', 'collection_attempts', 'daily_kpi_data', 'account_daily_raw', 'campaigns', 'campaign_daily_kpi_data',
    'campaign_daily_raw', 'kpi_restatements', 'findings', 'reports', 'publications', 'share_links', 'share_link_events'] LOOP
    EXECUTE format('CREATE POLICY staff_read ON public.%I FOR SELECT TO plumbline_staff USING (app.is_staff())', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['agency', 'staff_members', 'connections', 'clients', 'ad_accounts'] LOOP
    EXECUTE format('CREATE POLICY admin_adds ON public.%I FOR INSERT TO plumbline_staff WITH CHECK (app.is_admin())', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['agency', 'staff_members', 'connections', 'ad_accounts'] LOOP
    EXECUTE format('CREATE POLICY admin_changes ON public.%I FOR UPDATE TO plumbline_staff USING (app.is_admin()) WITH CHECK (app.is_admin())', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['kpi_mappings', 'reports', 'publications', 'share_links'] LOOP
    EXECUTE format('CREATE POLICY manager_adds ON public.%I FOR INSERT TO plumbline_staff WITH CHECK (app.may_change(client_id))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['reports', 'share_links'] LOOP
    EXECUTE format('CREATE POLICY manager_changes ON public.%I FOR UPDATE TO plumbline_staff USING (app.may_change(client_id)) WITH CHECK (app.may_change(client_id))', t);
  END LOOP;
END $$;
CREATE POLICY manager_changes ON clients FOR UPDATE TO plumbline_staff USING (app.may_change(id)) WITH CHECK (app.may_change(id));
CREATE POLICY manager_adds ON share_link_events FOR INSERT TO plumbline_staff
  WITH CHECK (EXISTS (SELECT FROM share_links l WHERE l.id = share_link_id AND app.may_change(l.client_id)));
CREATE POLICY admin_reads ON audit_log FOR SELECT TO plumbline_staff USING (app.is_admin());
CREATE POLICY staff_adds ON audit_log FOR INSERT TO plumbline_staff
  WITH CHECK (app.is_staff() AND staff_id IS NOT DISTINCT FROM app.staff_id());
--> statement-breakpoint
-- The collector: facts, mappings, its own record, findings, state of connections and accounts; the only one that reads tokens.
GRANT SELECT ON agency, clients, ad_accounts, connections, kpi_mappings, scheduler_calls, collection_runs, collection_run_accounts, collection_attempts,
  daily_kpi_data, account_daily_raw, campaigns, campaign_daily_kpi_data, campaign_daily_raw, campaign_summaries, kpi_restatements, findings TO plumbline_collector;
GRANT INSERT, UPDATE ON scheduler_calls, collection_runs, collection_run_accounts, collection_attempts, daily_kpi_data, account_daily_raw, campaigns,
  campaign_daily_kpi_data, campaign_daily_raw, findings TO plumbline_collector;
GRANT INSERT ON kpi_mappings, kpi_restatements TO plumbline_collector;
GRANT UPDATE (choices) ON kpi_mappings TO plumbline_collector;
GRANT UPDATE (name, currency, time_zone, account_status, access, access_reason, access_checked_at, blocked_until, usage, lease_holder, lease_until) ON ad_accounts TO plumbline_collector;
GRANT UPDATE (scopes, expires_at, state, state_reason, broken_since, last_check_at, last_check_outcome) ON connections TO plumbline_collector;
--> statement-breakpoint
-- The system: checks, monitor, health, metrics. Reads facts and publications, decrypts nothing.
GRANT SELECT ON agency, clients, ad_accounts, kpi_mappings, scheduler_calls, collection_runs, collection_run_accounts, collection_attempts, daily_kpi_data,
  campaigns, campaign_daily_kpi_data, campaign_summaries, kpi_restatements, findings, reports, publications TO plumbline_system;
GRANT SELECT (id, name, kind, app_id, scopes, expires_at, state, state_reason, broken_since, last_check_at, last_check_outcome, created_at) ON connections TO plumbline_system;
GRANT INSERT, UPDATE ON scheduler_calls, findings TO plumbline_system;
GRANT INSERT ON audit_log TO plumbline_system;
--> statement-breakpoint
DO $$
DECLARE t text; r text;
BEGIN
  FOR t, r IN SELECT table_name, grantee FROM information_schema.table_privileges
    WHERE table_schema = 'public' AND grantee IN ('plumbline_collector', 'plumbline_system') AND privilege_type = 'SELECT'
      AND table_name NOT IN ('collection_staging', 'campaign_summaries')
    UNION SELECT 'connections', 'plumbline_system' LOOP
    EXECUTE format('CREATE POLICY %I ON public.%I FOR SELECT TO %I USING (true)', r || '_reads', t, r);
  END LOOP;
  FOR t, r IN SELECT DISTINCT table_name, grantee FROM information_schema.table_privileges
    WHERE table_schema = 'public' AND grantee IN ('plumbline_collector', 'plumbline_system') AND privilege_type = 'INSERT' AND table_name <> 'collection_staging' LOOP
    EXECUTE format('CREATE POLICY %I ON public.%I FOR INSERT TO %I WITH CHECK (%s)', r || '_adds', t, r,
      CASE WHEN t = 'kpi_mappings' THEN 'author = ''system''' ELSE 'true' END);
  END LOOP;
  FOR t, r IN SELECT DISTINCT table_name, grantee FROM information_schema.column_privileges
    WHERE table_schema = 'public' AND grantee IN ('plumbline_collector', 'plumbline_system') AND privilege_type = 'UPDATE' AND table_name <> 'collection_staging' LOOP
    EXECUTE format('CREATE POLICY %I ON public.%I FOR UPDATE TO %I USING (true) WITH CHECK (true)', r || '_changes', t, r);
  END LOOP;
END $$;
