import { ipAddress, waitUntil } from "@vercel/functions";
import { connection } from "next/server";
import { Temporal } from "temporal-polyfill";
import { portalDatabase } from "@/lib/db/portal-database";
import { supabasePdfStore } from "@/lib/deliver/pdf/pdf-store";
import { requireEnv } from "@/lib/ops/env";
import {
  answerPasscode,
  answerShareLink,
  type ShareGate,
  type ShareRequest,
} from "@/lib/sharing/answer-share-link";
import { openCounter } from "@/lib/sharing/count-share-opens";
import { isOpening } from "@/lib/sharing/is-opening";
import { openPageCache } from "@/lib/sharing/page-cache";
import { readPasscode } from "@/lib/sharing/read-passcode";
import { deriveShareKeys, type ShareKeys } from "@/lib/sharing/share-keys";

/** Of this process: another one reads the same bytes for itself. */
const pages = openPageCache();
const countOpen = openCounter(portalDatabase);
let keys: ShareKeys | null = null;

/** A shared link and everything behind it: `/r/T[/YYYY-MM][/v/N][/changes|pdf|csv|xlsx|json]`, all through one gate. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/r/[token]/[[...rest]]">,
): Promise<Response> {
  await connection();
  const { response, opened } = await answerShareLink(gate(), asked(request, await params));
  if (opened && isOpening(request)) waitUntil(countOpen(opened));
  return response;
}

/** The passcode, typed in at any of these addresses. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/r/[token]/[[...rest]]">,
): Promise<Response> {
  await connection();
  const asks = asked(request, await params);
  const passcode = await readPasscode(request);
  const { response } =
    passcode === null
      ? await answerShareLink(gate(), { ...asks, untried: true })
      : await answerPasscode(gate(), {
          ...asks,
          passcode,
          address: ipAddress(request) ?? null,
          back: new URL(request.url).pathname,
        });
  return response;
}

function gate(): ShareGate {
  return {
    db: portalDatabase(),
    keys: () => {
      keys ??= deriveShareKeys(requireEnv("ENCRYPTION_KEYS"));
      return keys;
    },
    pdfs: supabasePdfStore(),
    pages,
    now: Temporal.Now.instant(),
  };
}

function asked(request: Request, { token, rest = [] }: { token: string; rest?: string[] }): ShareRequest {
  return {
    token,
    segments: rest,
    cookies: request.headers.get("cookie"),
    query: new URL(request.url).searchParams,
  };
}
