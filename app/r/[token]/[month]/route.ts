import { waitUntil } from "@vercel/functions";
import { connection } from "next/server";
import { portalDatabase } from "@/lib/db/portal-database";
import { answerShareLink } from "@/lib/sharing/answer-share-link";
import { countOpenQuietly } from "@/lib/sharing/count-open-quietly";

/** A shared link with a month, `/r/T/YYYY-MM`; one outside its scope is as closed as an unknown link. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/r/[token]/[month]">,
): Promise<Response> {
  await connection();
  const { token, month } = await params;
  const { response, opened } = await answerShareLink(portalDatabase(), token, month);
  if (opened) waitUntil(countOpenQuietly(portalDatabase(), opened));
  return response;
}
