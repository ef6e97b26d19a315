-- The second scheduler: Supabase's own pg_cron calls the monitor every quarter of an hour through pg_net, so that an empty cron list at the
-- platform is noticed (docs/runbooks/not_called.md). Run it once in the project's SQL editor, as postgres; repeating it changes nothing.
-- Put the two secrets into the Vault first, they are never written here:
--   select vault.create_secret('https://reports.example.com', 'plumbline_app_url');
--   select vault.create_secret('<CRON_SECRET>', 'plumbline_cron_secret');
create extension if not exists pg_cron;
create extension if not exists pg_net;

select cron.schedule(
  'plumbline-monitor',
  '*/15 * * * *',
  $$
  select net.http_get(
    url := (select decrypted_secret from vault.decrypted_secrets where name = 'plumbline_app_url') || '/api/automated/monitor',
    headers := jsonb_build_object(
      'Authorization', 'Bearer ' || (select decrypted_secret from vault.decrypted_secrets where name = 'plumbline_cron_secret')),
    timeout_milliseconds := 60000);
  $$
);

-- What became of the last calls: pg_net keeps answers for six hours.
--   select created, status_code, left(content, 200) from net._http_response order by created desc limit 5;
