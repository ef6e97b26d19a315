/**
 * Whether a request comes from a page of ours: its `Origin` is the address it was sent to, as the browser writes it. For every POST that
 * acts on a session's cookie. Without the header the answer is no: browsers send it with each POST.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (!origin || !host || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
