import { connection } from "next/server";
import { pageLocale } from "@/lib/auth/page-locale";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { requestSupabase } from "@/lib/auth/session/request-session";
import { createTranslate } from "@/lib/i18n/translator";
import { logger } from "@/lib/ops/logger";

/** Ends the session of this browser. Only from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  if (!isSameOrigin(request.headers)) {
    const words = createTranslate(await pageLocale())("signIn.address.signOutHere");
    return new Response(`${words}\n`, { status: 403, headers: noStore });
  }
  const supabase = await requestSupabase();
  const { error } = await supabase.auth.signOut({ scope: "local" });
  if (error) logger.warn({ status: error.status, code: error.code }, "sign_out_not_told");
  return new Response(null, { status: 303, headers: { ...noStore, location: "/sign-in?out=1" } });
}

const noStore = { "cache-control": "no-store" };
