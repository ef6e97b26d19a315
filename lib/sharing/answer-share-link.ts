import type { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import type { PdfStore } from "@/lib/deliver/pdf/pdf-store";
import { readStoredPdf } from "@/lib/deliver/pdf/read-stored-pdf";
import { logger } from "@/lib/ops/logger";
import { answerPublication } from "@/lib/sharing/answer-publication";
import { type OpenShareLinkOutcome, openShareLink } from "@/lib/sharing/open-share-link";
import type { PageCache } from "@/lib/sharing/page-cache";
import {
  closedPage,
  faultPage,
  waitingPage,
  withdrawnPage,
  withdrawnVersionPage,
} from "@/lib/sharing/pages/notice-pages";
import { passcodePage, tooManyTriesPage } from "@/lib/sharing/pages/passcode-page";
import { passcodeCookie, provenPasscode } from "@/lib/sharing/passcode-cookie";
import { pageAnswer } from "@/lib/sharing/share-answer";
import { hashAddress, type ShareKeys } from "@/lib/sharing/share-keys";
import { readSharePath, type SharePath } from "@/lib/sharing/share-path";
import { hashShareToken } from "@/lib/sharing/share-token";
import { tryPasscode } from "@/lib/sharing/try-passcode";
import type { ShareLinkId } from "@/lib/values/ids";

/** What the gate works with; keys are asked for late, so that a portal without them opens nothing and says so. */
export interface ShareGate {
  readonly db: Database;
  readonly keys: () => ShareKeys;
  readonly pdfs: PdfStore;
  readonly pages: PageCache;
  readonly now: Temporal.Instant;
}

/** What a visitor asks: the parts of the address after `/r/`, the cookies, and what stands behind `?`. */
export interface ShareRequest {
  readonly token: string;
  readonly segments: readonly string[];
  readonly cookies: string | null;
  readonly query: URLSearchParams;
  /** A passcode was sent that cannot be one: it took no try, and the page says so. */
  readonly untried?: boolean;
}

export interface ShareAnswer {
  readonly response: Response;
  /** The link to count, when something was shown. */
  readonly opened: ShareLinkId | null;
}

/**
 * What a visitor of `/r/T…` gets: the gate first, for every part alike (incident 49), then what was stored, untouched (R10). Nothing may be
 * kept by a cache, since the next request asks the gate anew (incident 50). A gate that cannot be asked opens nothing and says so.
 */
export async function answerShareLink(gate: ShareGate, asked: ShareRequest): Promise<ShareAnswer> {
  try {
    const path = readSharePath(asked.segments);
    const proven = provenPasscode(gate.keys(), asked.token, asked.cookies, gate.now);
    const address = `${hashShareToken(asked.token).toString("hex")}/${asked.segments.join("/")}`;
    const held = path?.part === "page" ? gate.pages.find(address) : null;
    const outcome = await openShareLink(gate.db, asked.token, path, proven, held?.sha256);
    if (outcome.kind === "closed" || !path) return notOpened(pageAnswer(closedPage, 404));
    switch (outcome.kind) {
      case "locked":
        return notOpened(
          pageAnswer(passcodePage(outcome.locale, asked.untried ? "untried" : undefined), 401),
        );
      // A page says in words what it is; whoever asked for a file, maybe a spreadsheet by itself, must not take the words for one.
      case "not_published":
        return notOpened(pageAnswer(waitingPage(outcome.host), path.part === "page" ? 200 : 404));
      case "withdrawn":
        return notOpened(
          pageAnswer(
            await withdrawnText(gate, asked.token, { path, proven, outcome }),
            path.part === "page" ? 200 : 410,
          ),
        );
      case "known":
        if (!held) throw new Error("The gate means a page that nobody holds.");
        return { response: pageAnswer(held.html, 200), opened: outcome.linkId };
      case "open": {
        const [{ html, htmlSha256 }] = outcome.publications;
        // What was held before the gate was asked, if the gate means the same bytes; else those that it sent.
        const page = html
          ? { sha256: htmlSha256, html: Buffer.from(html) }
          : held?.sha256 === htmlSha256
            ? held
            : null;
        if (html && page) gate.pages.keep(address, page);
        const response = await answerPublication(outcome, path.part, asked.query, {
          readPdf: (pdf) => readStoredPdf(gate.db, gate.pdfs, pdf),
          page,
        });
        return { response, opened: outcome.host.linkId };
      }
    }
  } catch (error) {
    logger.error({ err: error }, "share_link_not_read");
    return notOpened(pageAnswer(faultPage, 503));
  }
}

/** Of one version that was asked for while a newer one is out, that it was replaced; else that the month is not there for now. */
async function withdrawnText(
  { db }: ShareGate,
  token: string,
  asked: {
    readonly path: SharePath;
    readonly proven: number | null;
    readonly outcome: Extract<OpenShareLinkOutcome, { kind: "withdrawn" }>;
  },
): Promise<string> {
  const { path, proven, outcome } = asked;
  const { host, month, at } = outcome;
  if (path.version !== null) {
    const now = await openShareLink(db, token, { ...path, version: null }, proven);
    if (now.kind === "open") {
      const [{ version: newest }] = now.publications;
      return withdrawnVersionPage(host, { month, version: path.version, newest, at, part: path.part });
    }
  }
  return withdrawnPage(host, month, at);
}

/**
 * A passcode that was typed in. A right one sets the cookie and leads back to the same address; a wrong one says how many tries are left. A
 * link that does not open answers as it always does.
 */
export async function answerPasscode(
  gate: ShareGate,
  asked: ShareRequest & {
    readonly passcode: string;
    /** The visitor's network address where the platform tells it. */
    readonly address: string | null;
    /** Where a right passcode leads. */
    readonly back: string;
  },
): Promise<ShareAnswer> {
  try {
    const keys = gate.keys();
    const tried = await tryPasscode(gate.db, {
      token: asked.token,
      passcode: asked.passcode,
      addressHash: hashAddress(keys, asked.address, asked.token),
    });
    if (tried.kind === "right") {
      const cookie = passcodeCookie(keys, asked.token, tried.passcodeVersion, gate.now);
      return notOpened(
        new Response(null, {
          status: 303,
          headers: { location: asked.back, "set-cookie": cookie, "cache-control": "private, no-store" },
        }),
      );
    }
    if (tried.kind === "nothing_to_try") return answerShareLink(gate, asked);
    // A link may have closed in this very moment: its own page is asked for the words.
    const outcome = await openShareLink(gate.db, asked.token, readSharePath(asked.segments), null);
    if (outcome.kind !== "locked") return answerShareLink(gate, asked);
    if (tried.kind === "wrong")
      return notOpened(pageAnswer(passcodePage(outcome.locale, tried.remaining), 401));
    const seconds = Math.max(1, Math.ceil(gate.now.until(tried.againAt).total("seconds")));
    const page = tooManyTriesPage(outcome.locale, outcome.zone, tried.againAt);
    return notOpened(pageAnswer(page, 429, { "retry-after": String(seconds) }));
  } catch (error) {
    logger.error({ err: error }, "passcode_not_tried");
    return notOpened(pageAnswer(faultPage, 503));
  }
}

function notOpened(response: Response): ShareAnswer {
  return { response, opened: null };
}
