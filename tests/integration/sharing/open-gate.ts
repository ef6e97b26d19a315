import { Temporal } from "temporal-polyfill";
import type { PdfStore } from "@/lib/deliver/pdf/pdf-store";
import { answerPasscode, answerShareLink, type ShareGate } from "@/lib/sharing/answer-share-link";
import { changeShareLink, type ShareLinkChange } from "@/lib/sharing/change-share-link";
import { createShareLink } from "@/lib/sharing/create-share-link";
import { openPageCache } from "@/lib/sharing/page-cache";
import { deriveShareKeys } from "@/lib/sharing/share-keys";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { ShareLinkId } from "@/lib/values/ids";
import { admin, jantar, marta, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";
import { storedReport } from "@/tests/integration/sharing/stored-report";

const october = "2026-10" as CalendarMonth;
export const passcode = "bursztyn 7";
const keys = deriveShareKeys(new Map([["k1", Buffer.alloc(32, 7)]]));
const noPdfs: PdfStore = {
  put: async () => {},
  get: async () => {
    throw new Error("There is no file.");
  },
};

interface Asks {
  readonly cookie?: string;
  readonly query?: string;
}

/** The gate before two stored versions of Hotel Jantar's October, as visitors and staff meet it. */
export async function openGate() {
  const database: TestDatabase = await createTestDatabase();
  await seedCast(database.db);
  for (const version of [1, 2]) {
    const { html, document } = await storedReport(version);
    await seedPublication(database.db, jantar, { month: "2026-10", version, html, document });
  }
  /** One for all, as in a process that serves many links. */
  const pages = openPageCache();
  const gate = (): ShareGate => ({
    db: database.db,
    keys: () => keys,
    pdfs: noPdfs,
    pages,
    now: Temporal.Now.instant(),
  });
  return {
    database,
    gate,
    ask: async (token: string, rest = "", { cookie, query }: Asks = {}) =>
      (
        await answerShareLink(gate(), {
          token,
          segments: rest === "" ? [] : rest.split("/"),
          cookies: cookie ?? null,
          query: new URLSearchParams(query),
        })
      ).response,
    /** As `answerPasscode` hears it from a network address. */
    type: async (token: string, typed: string, address: string | null = "192.0.2.1") =>
      (
        await answerPasscode(gate(), {
          token,
          segments: [],
          cookies: null,
          query: new URLSearchParams(),
          passcode: typed,
          address,
          back: `/r/${token}`,
        })
      ).response,
    async make(options: { passcode?: string; csv?: boolean; client?: typeof jantar; all?: boolean } = {}) {
      const outcome = await createShareLink({
        db: database.db,
        actor: admin,
        slug: (options.client ?? jantar).slug,
        month: options.csv || options.all ? null : october,
        ...(options.csv ? { linkKind: "csv" as const } : {}),
        ...(options.passcode ? { passcode: options.passcode } : {}),
        now: Temporal.Now.instant(),
      });
      if (outcome.kind !== "created") throw new Error(outcome.why);
      return outcome;
    },
    change: (id: ShareLinkId, what: ShareLinkChange, actor = marta) =>
      changeShareLink({ db: database.db, actor, id, change: what, now: Temporal.Now.instant() }),
    close: () => database.close(),
  };
}

export const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

export const everyPart = [
  "",
  "2026-10",
  "v/1",
  "changes",
  "pdf",
  "csv",
  "xlsx",
  "json",
  "2026-10/json",
  "v/1/csv",
];
