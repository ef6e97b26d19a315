import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type JudgedLink, linkRisks, linkState } from "@/lib/sharing/link-risks";

const now = Temporal.Instant.from("2026-11-04T08:00:00Z");
const days = (count: number) => now.add({ hours: count * 24 });
const link = (over: Partial<JudgedLink> = {}): JudgedLink => ({
  target: "published",
  createdAt: days(-10),
  expiresAt: days(80),
  pausedAt: null,
  revokedAt: null,
  lastOpenedAt: days(-1),
  ...over,
});

test.each([
  ["live", {}],
  ["waits", { target: "waits" }],
  ["withdrawn", { target: "withdrawn" }],
  ["paused", { target: "waits", pausedAt: days(-1) }],
  ["paused", { pausedAt: days(-1) }],
  ["over", { expiresAt: now }],
  ["over", { expiresAt: days(-1), pausedAt: days(-2) }],
  ["revoked", { expiresAt: days(-1), revokedAt: days(-2) }],
] as const)("a link is %s by %j", (state, over) => {
  expect(linkState(link(over), now)).toBe(state);
});

test.each([
  [[], {}],
  [["far_end"], { expiresAt: days(201) }],
  [["unused"], { createdAt: days(-31), lastOpenedAt: null }],
  [[], { createdAt: days(-29), lastOpenedAt: null }],
  [["unused", "old"], { createdAt: days(-181), lastOpenedAt: days(-40) }],
  [["far_end"], { expiresAt: days(201), pausedAt: days(-1) }],
  [["far_end"], { expiresAt: days(201), target: "waits" }],
  [[], { expiresAt: days(201), revokedAt: days(-1) }],
] as const)("risks %j of a link that is %j", (risks, over) => {
  expect(linkRisks(link(over), now)).toEqual(risks);
});
