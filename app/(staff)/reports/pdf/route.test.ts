import { beforeEach, expect, test, vi } from "vitest";
import { GET } from "@/app/(staff)/reports/pdf/route";

const seen = vi.hoisted(() => ({
  staff: async (): Promise<unknown> => ({ locale: "pl" }),
  month: async (): Promise<unknown> => ({}),
  launch: async (): Promise<unknown> => ({ close: async () => {} }),
}));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("@/lib/auth/current-staff", () => ({ currentStaff: () => seen.staff() }));
vi.mock("@/lib/auth/page-locale", () => ({ pageLocale: async () => "pl" }));
vi.mock("@/app/(staff)/reports/month/load-client-month", () => ({
  loadClientMonth: () => ({ answer: seen.month() }),
}));
vi.mock("@/lib/publications/render-publication", () => ({
  renderPublication: async () => ({ html: Buffer.from("<p>") }),
}));
vi.mock("@/lib/deliver/pdf/chromium", () => ({ launchChromium: () => seen.launch() }));
vi.mock("@/lib/deliver/pdf/print-pdf", () => ({ printPdf: async () => Buffer.from("%PDF-1.7") }));

const found = {
  ...{ kind: "found", month: "2026-10", report: {} },
  who: { client: { slug: "hotel-jantar" } },
};
beforeEach(() => {
  seen.staff = async () => ({ locale: "pl" });
  seen.month = async () => found;
  seen.launch = async () => ({ close: async () => {} });
});

async function answer() {
  const response = await GET(new Request("https://portal.example/reports/pdf?client=hotel-jantar"));
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}
const broken = () => Promise.reject(new Error("connect ECONNREFUSED"));

test("a month is printed", async () => {
  expect(await answer()).toEqual({ status: 200, type: "application/pdf", text: "%PDF-1.7" });
});

test.each<[string, () => void, number, string, string]>([
  [
    "nobody who is signed in",
    () => {
      seen.staff = async () => null;
    },
    401,
    "Najpierw się zaloguj.",
    "Najpierw się zaloguj.",
  ],
  [
    "a month that there is not",
    () => {
      seen.month = async () => ({ kind: "no_period" });
    },
    404,
    "Nie ma takiego klienta albo takiego miesiąca.",
    "There is no such client or month.",
  ],
  [
    "a database that does not answer",
    () => {
      seen.month = broken;
    },
    503,
    "Nie udało się teraz odczytać tego miesiąca. Spróbuj ponownie za kilka minut.",
    "The month could not be read now. Try again in a few minutes.",
  ],
  [
    "a browser that does not start",
    () => {
      seen.launch = broken;
    },
    503,
    "Żadna przeglądarka nie mogła tego teraz wydrukować; można wydrukować samą stronę.",
    "No browser could print this now; the page itself can be printed.",
  ],
])("%s is said in one sentence, in the language of whoever reads it", async (_, set, status, pl, en) => {
  set();
  const type = "text/plain; charset=utf-8";
  expect(await answer()).toEqual({ status, type, text: `${pl}\n` });
  const { staff } = seen;
  seen.staff = async () => ((await staff()) === null ? null : { locale: "en" });
  expect(await answer()).toEqual({ status, type, text: `${en}\n` });
});

test("where it cannot even be asked who reads, it is the page's language", async () => {
  seen.staff = broken;
  expect(await answer()).toMatchObject({ status: 503, text: expect.stringContaining("Nie udało się teraz") });
});

test("a session that ended meanwhile leads to the door", async () => {
  const { redirect } = await import("next/navigation");
  seen.month = async () => redirect("/sign-in");
  await expect(answer()).rejects.toThrow("NEXT_REDIRECT");
});
