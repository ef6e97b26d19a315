import { scriptlessPolicy } from "@/lib/ops/security-headers";

/** Nothing of a shared link is kept by a browser or on the way; the next request asks the gate anew (incident 50). */
const always = { "cache-control": "private, no-store", "content-security-policy": scriptlessPolicy } as const;

/** An HTML answer of a shared link. */
export function pageAnswer(
  body: string | Uint8Array<ArrayBuffer>,
  status: 200 | 202 | 401 | 404 | 410 | 429 | 503,
  headers: Readonly<Record<string, string>> = {},
): Response {
  // The one form that these pages have sends the passcode to its own address.
  const policy =
    status === 401 ? scriptlessPolicy.replace("form-action 'none'", "form-action 'self'") : scriptlessPolicy;
  return new Response(body, {
    status,
    headers: {
      ...always,
      "content-security-policy": policy,
      "content-type": "text/html; charset=utf-8",
      ...headers,
    },
  });
}

/** A file of a shared link. */
export function fileAnswer(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  disposition: string,
): Response {
  return new Response(body, {
    status: 200,
    headers: { ...always, "content-type": type, "content-disposition": disposition },
  });
}
