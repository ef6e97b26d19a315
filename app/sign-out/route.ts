import { connection } from "next/server";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { requestSupabase } from "@/lib/auth/session/request-session";
import { logger } from "@/lib/ops/logger";

/** Ends the session of this browser. Only from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  if (!isSameOrigin(request.headers)) {
    return new Response("Sign out from the portal itself.", { status: 403, headers: noStore });
  }
  const supabase = await requestSupabase();
  const { error } = await supabase.auth.signOut({ scope: "local" });
  if (error) logger.warn({ status: error.status, code: error.code }, "sign_out_not_told");
  return new Response(null, { status: 303, headers: { ...noStore, location: "/sign-in?out=1" } });
}

const noStore = { "cache-control": "no-store" };
