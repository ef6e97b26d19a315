import type { GraphRequest } from "@/tools/simulator/answer";
import type { Deviation } from "@/tools/simulator/faults";
import { cursorOf, nextLink, type PagedAnswer } from "@/tools/simulator/paging";

/** Rows and links of a paged answer bent as the fault script says; any other answer stays as it is. */
export function bend(body: object, request: GraphRequest, deviations: readonly Deviation[]): object {
  if (!("data" in body) || !Array.isArray(body.data)) return body;
  return deviations.reduce((answer, one) => bendOnce(answer, request, one), body as PagedAnswer);
}

function bendOnce(answer: PagedAnswer, request: GraphRequest, deviation: Deviation): PagedAnswer {
  switch (deviation.kind) {
    case "duplicate-rows":
      return { ...answer, data: [...answer.data, ...answer.data.slice(-1)] };
    case "shuffle-rows":
      return { ...answer, data: [...answer.data].reverse() };
    case "extra-rows":
      return { ...answer, data: [...answer.data, ...deviation.rows] };
    case "patch-rows":
      return { ...answer, data: answer.data.map((row, index) => patched(row, index, deviation)) };
    default:
      return answer.paging ? { ...answer, paging: bendLinks(answer.paging, request, deviation) } : answer;
  }
}

function patched(row: unknown, index: number, patch: Extract<Deviation, { kind: "patch-rows" }>): unknown {
  if (patch.row !== undefined && patch.row !== index) return row;
  const fields = { ...(row as Record<string, unknown>), ...patch.fields };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

type Paging = NonNullable<PagedAnswer["paging"]>;

function bendLinks({ cursors, next }: Paging, request: GraphRequest, deviation: Deviation): Paging {
  const plain = next === undefined ? { cursors } : { cursors, next };
  if (deviation.kind === "foreign-next" && next) return { cursors, next: onHost(next, deviation.host) };
  if (deviation.kind === "repeat-cursor" && next) {
    const same = request.params.get("after") ?? cursorOf(0);
    return { cursors, next: nextLink(request.url, same, "repeated") };
  }
  if (deviation.kind === "empty-last-page" && !next)
    return { cursors, next: nextLink(request.url, cursors.after, "again") };
  return plain;
}

/** The same address on another host, on that host's own port. */
function onHost(address: string, host: string): string {
  const { pathname, search } = new URL(address);
  return `http://${host}${pathname}${search}`;
}
