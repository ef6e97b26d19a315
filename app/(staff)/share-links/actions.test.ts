import { afterEach, expect, test, vi } from "vitest";
import { shareMonth } from "@/app/(staff)/reports/actions";
import { changeLink, createLink } from "@/app/(staff)/share-links/actions";
import { changeShareLink } from "@/lib/sharing/change-share-link";
import { createShareLink } from "@/lib/sharing/create-share-link";

vi.mock("next/cache");
vi.mock("@/lib/db/portal-database");
vi.mock("@/lib/sharing/change-share-link");
vi.mock("@/lib/sharing/create-share-link");
vi.mock("@/lib/auth/current-staff", () => ({
  requireStaff: async () => ({ locale: "en", actor: { staffId: null, role: "admin", name: "Anna" } }),
}));

afterEach(() => vi.unstubAllEnvs());

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test("without the portal's own address no link is made or changed: its new secret could not be shown", async () => {
  vi.stubEnv("APP_URL", "");
  const link = "c0000000-0000-4000-8000-000000000001";
  await expect(changeLink(null, form({ link, act: "replace" }))).rejects.toThrow(/^APP_URL is not set/);
  const until = "2026-12-31";
  const forClient = form({ client: "hotel-jantar", kind: "report", until });
  await expect(createLink(null, forClient)).rejects.toThrow(/^APP_URL is not set/);
  const forMonth = form({ client: "hotel-jantar", period: "2026-10", until });
  await expect(shareMonth(null, forMonth)).rejects.toThrow(/^APP_URL is not set/);
  expect(changeShareLink).not.toHaveBeenCalled();
  expect(createShareLink).not.toHaveBeenCalled();
});
