import { waitUntil } from "@vercel/functions";
import { connection } from "next/server";
import { portalDatabase } from "@/lib/db/portal-database";
import { answerShareLink } from "@/lib/sharing/answer-share-link";
import { countOpenQuietly } from "@/lib/sharing/count-open-quietly";

/** A shared link: the newest published month that it opens. */
export async function GET(_request: Request, { params }: RouteContext<"/r/[token]">): Promise<Response> {
  await connection();
  const { token } = await params;
  const { response, opened } = await answerShareLink(portalDatabase(), token);
  if (opened) waitUntil(countOpenQuietly(portalDatabase(), opened));
  return response;
}
