import type { FetchOutcome } from "@/lib/graph/fetch-outcome";
import { acceptShape } from "@/lib/graph/pages/accept-shape";
import {
  type CustomConversionNode,
  customConversionFields,
  customConversionNode,
} from "@/lib/graph/read/custom-conversion-node";
import { readNodes } from "@/lib/graph/read/read-nodes";
import type { Session } from "@/lib/graph/session";
import type { MetaAccountId } from "@/lib/values/ids";

/** The account's custom conversions, to the last page (graph-api.md §9). */
export function readCustomConversions(
  session: Session,
  id: MetaAccountId,
  signal?: AbortSignal,
): Promise<FetchOutcome<CustomConversionNode[]>> {
  return readNodes(session, {
    accountId: id,
    edge: "customconversions",
    query: { fields: customConversionFields.join(",") },
    readRows: (data) => acceptShape(customConversionNode.array(), data),
    signal,
  });
}
