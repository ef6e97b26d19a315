import type { Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";
import { scriptlessPolicy } from "@/lib/ops/security-headers";
import { closedPage, faultPage, waitingPage } from "@/lib/sharing/notice-page";
import { type OpenShareLinkOutcome, openShareLink } from "@/lib/sharing/open-share-link";
import type { ShareLinkId } from "@/lib/values/ids";

/**
 * What a visitor of `/r/T` or `/r/T/YYYY-MM` gets: the gate first, then the publication's stored bytes, untouched (R10). Nothing of it may be
 * kept by a cache, since the next request asks the gate anew (incident 50). A gate that cannot be asked opens nothing and says so. `opened` is the link to count, when a report was shown.
 */
export async function answerShareLink(
  db: Database,
  token: string,
  month?: string,
): Promise<{ readonly response: Response; readonly opened: ShareLinkId | null }> {
  let outcome: OpenShareLinkOutcome;
  try {
    outcome = await openShareLink(db, token, month);
  } catch (error) {
    logger.error({ err: error }, "share_link_not_read");
    return { response: page(faultPage, 503), opened: null };
  }
  switch (outcome.kind) {
    case "closed":
      return { response: page(closedPage, 404), opened: null };
    case "not_published":
      return { response: page(waitingPage(outcome.locale, outcome.clientName), 200), opened: null };
    case "open":
      return { response: page(new Uint8Array(outcome.html), 200), opened: outcome.linkId };
  }
}

function page(body: string | Uint8Array<ArrayBuffer>, status: 200 | 404 | 503): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": scriptlessPolicy,
      "cache-control": "private, no-store",
    },
  });
}
