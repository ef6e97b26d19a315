import { expect, test, vi } from "vitest";
import { POST } from "@/app/sign-out/route";
import type { Locale } from "@/lib/i18n/locale";

const page = vi.hoisted(() => ({ locale: "en", signOuts: 0 }));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("@/lib/auth/page-locale", () => ({ pageLocale: async () => page.locale as Locale }));
vi.mock("@/lib/auth/session/request-session", () => ({
  requestSupabase: async () => ({
    auth: {
      signOut: async () => {
        page.signOuts += 1;
        return { error: null };
      },
    },
  }),
}));

const post = (origin: string) =>
  POST(
    new Request("https://portal.example/sign-out", {
      method: "POST",
      headers: { origin, host: "portal.example" },
    }),
  );

test.each([
  ["en", "Sign out from the portal itself.\n"],
  ["pl", "Wyloguj się w samym portalu.\n"],
] as const)(
  "a page of somebody else signs nobody out, and is told so in the reader's language (%s)",
  async (locale, text) => {
    page.locale = locale;
    const answer = await post("https://evil.example");
    expect(answer.status).toBe(403);
    expect((await answer.text()).replaceAll("\u00A0", " ")).toBe(text);
    expect(page.signOuts).toBe(0);
  },
);

test("a page of ours signs out and leads to the door", async () => {
  const answer = await post("https://portal.example");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in?out=1"]);
  expect(page.signOuts).toBe(1);
});
