-- The gate as before (0012), but an address that a spreadsheet reads by itself is given every published month: it ended after 36 of them, and the
-- file did not say so.
SET LOCAL lock_timeout = '5s';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.share_gate(hash bytea, part text, asked date, wanted integer, proven integer, known bytea)
RETURNS TABLE (share_link_id uuid, kind text, client_name text, client_locale text, agency_name text, agency_contact text, time_zone text,
  locked boolean, month date, version integer, newest_version integer, withdrawn_at timestamptz,
  html bytea, html_sha256 bytea, document text, pdf_path text, pdf_sha256 bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT l.id, l.kind, c.name, c.locale, a.name, a.contact, z.time_zone, l.locked,
    p.month, p.version, n.version, w.at,
    CASE WHEN part = 'page' AND b.html_sha256 IS DISTINCT FROM known THEN b.html END, b.html_sha256,
    CASE WHEN part IN ('data', 'csv') THEN b.document END, f.path, f.sha256
  FROM (
    SELECT s.id, s.kind, s.client_id, s.month, s.passcode_hash IS NOT NULL AND proven IS DISTINCT FROM s.passcode_version AS locked
    FROM public.share_links s
    WHERE s.token_hash = hash AND s.expires_at > now() AND s.paused_at IS NULL AND s.revoked_at IS NULL
      AND (s.month IS NULL OR asked IS NULL OR s.month = asked) AND (s.kind = 'report' OR part = 'csv')
  ) l
  JOIN public.clients c ON c.id = l.client_id
  LEFT JOIN LATERAL (SELECT a.name, a.contact FROM public.agency a LIMIT 1) a ON true
  LEFT JOIN LATERAL (SELECT d.time_zone FROM public.ad_accounts d WHERE d.client_id = l.client_id LIMIT 1) z ON true
  LEFT JOIN LATERAL (
    SELECT DISTINCT r.month FROM public.publications r
    WHERE l.kind = 'csv' AND asked IS NULL AND r.client_id = l.client_id AND (l.month IS NULL OR r.month = l.month)
  ) every ON true
  -- The newest version of the month that is meant: the link's, the one asked for, each of a spreadsheet's, else the newest that there is.
  LEFT JOIN LATERAL (
    SELECT r.month, r.version FROM public.publications r
    WHERE NOT l.locked AND r.client_id = l.client_id AND r.month = coalesce(l.month, asked, every.month, r.month)
    ORDER BY r.month DESC, r.version DESC LIMIT 1
  ) n ON true
  LEFT JOIN public.publications p ON p.client_id = l.client_id AND p.month = n.month AND p.version = coalesce(wanted, n.version)
  -- A version that was taken back, itself or with a newer one, is shown to nobody.
  LEFT JOIN LATERAL (
    SELECT max(t.withdrawn_at) AS at FROM public.publication_withdrawals t
    WHERE t.client_id = p.client_id AND t.month = p.month AND t.version >= p.version
  ) w ON true
  LEFT JOIN public.publications b ON b.id = p.id AND w.at IS NULL
  LEFT JOIN public.publication_pdfs f ON part = 'pdf' AND f.publication_id = b.id AND f.made_at IS NOT NULL
  ORDER BY p.month DESC;
END $$;
