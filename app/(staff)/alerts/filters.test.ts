import { expect, test } from "vitest";
import { addressOf, alertsHref } from "@/app/(staff)/alerts/filters";

test.each([
  "/alerts",
  "/alerts?state=open",
  "/alerts?state=snoozed&severity=high&client=hotel-jantar&check=days_missing&manager=f0000000-0000-4000-8000-000000000001&alert=12",
])("%s says the whole view", (href) => {
  const [, query = ""] = href.split("?");
  expect(alertsHref(addressOf(Object.fromEntries(new URLSearchParams(query))))).toBe(href);
});

test("what an address should not have is no filter", () => {
  const search = { state: "gone", severity: "mild", check: "toString", alert: "1; drop", client: ["a", "b"] };
  expect(alertsHref(addressOf(search))).toBe("/alerts");
  expect(alertsHref(addressOf({ manager: "xyz", client: "\0" }))).toBe("/alerts");
  expect(alertsHref(addressOf({ manager: "\0" }))).toBe("/alerts");
});
