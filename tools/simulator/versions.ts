import type { Temporal } from "temporal-polyfill";
import { Refusal } from "@/tools/simulator/meta-error";

/** From oldest to newest: until when core Graph and the Marketing API answer a version (graph-api.md §1.1); null: not announced. */
const versions: readonly {
  readonly name: string;
  readonly core: string | null;
  readonly ads: string | null;
}[] = [
  { name: "v18.0", core: "2026-01-26", ads: "2024-08-13" },
  { name: "v19.0", core: "2026-05-21", ads: "2025-02-04" },
  { name: "v20.0", core: "2026-09-24", ads: "2025-05-06" },
  { name: "v21.0", core: "2027-01-21", ads: "2025-09-09" },
  { name: "v22.0", core: "2027-05-20", ads: "2026-02-19" },
  { name: "v23.0", core: "2027-10-08", ads: "2026-06-09" },
  { name: "v24.0", core: "2028-02-18", ads: "2026-10-06" },
  { name: "v25.0", core: "2028-07-29", ads: null },
  { name: "v26.0", core: null, ads: null },
];
const newest = "v26.0";
const corePath = /^\/(me|debug_token|oauth\/access_token)?$/;

export interface VersionAnswer {
  readonly headers: Record<string, string>;
  readonly refusal?: Refusal;
}

/**
 * The version that answers `path`, as headers, and the refusal if none does (graph-api.md §1.2): core paths fall silently to the oldest
 * version still in use; a Marketing path of a dead version is 2635, or answered by the newest with a warning when `autoUpgrade`; one
 * without a version is refused. Dates are cut in UTC.
 */
export function answerVersion(
  asked: string | null,
  path: string,
  now: Temporal.Instant,
  autoUpgrade: boolean,
): VersionAnswer {
  const today = now.toZonedDateTimeISO("UTC").toPlainDate().toString();
  const isUsed = (until: string | null) => until === null || today < until;
  const known = versions.find(({ name }) => name === asked);
  if (asked !== null && !known)
    return refuse(2500, `Unknown path components: /${asked}${path === "/" ? "" : path}`);
  if (corePath.test(path)) {
    const oldest = versions.find(({ core }) => isUsed(core))?.name ?? newest;
    return { headers: { "facebook-api-version": known && isUsed(known.core) ? known.name : oldest } };
  }
  if (known && isUsed(known.ads)) return { headers: { "facebook-api-version": known.name } };
  if (known && autoUpgrade) {
    return {
      headers: {
        "facebook-api-version": newest,
        "x-ad-api-version-warning": `The call has been auto-upgraded to ${newest} as ${known.name} has been deprecated`,
      },
    };
  }
  return refuse(
    2635,
    `(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: ${newest}.`,
  );
}

function refuse(code: number, message: string): VersionAnswer {
  const headers = { "facebook-api-version": newest };
  return { headers, refusal: new Refusal({ status: 400, code, message }) };
}
