import { describe, expect, test } from "vitest";
import { z } from "zod";
import { alertMessage } from "@/lib/deliver/alert-message";
import type { AlertItem, AlertPayload } from "@/lib/deliver/alert-payload";
import { slackBlocks } from "@/lib/deliver/slack-blocks";
import type { Locale } from "@/lib/i18n/locale";

const words = z.object({ text: z.string() });
const blocksSchema = z.array(
  z.object({
    type: z.enum(["header", "section", "context", "actions"]),
    text: words.optional(),
    elements: z.array(z.object({ text: z.union([z.string(), words]) })).optional(),
  }),
);

const item = (index: number, name: string): AlertItem => ({
  ...{ id: index, client: { name, slug: `c-${index}` }, subject: `c${index}`, cause: `connection:c${index}` },
  ...{ check: "token_invalid", severity: "critical", message: "x", evidence: {}, months: ["2026-11"] },
  ...{ amount: null, currency: null, zone: "Europe/Warsaw", opened_at: "2026-11-06T03:11:00Z" },
});
const blocksOf = (items: AlertItem[], locale: Locale) => {
  const payload: AlertPayload = { at: "2026-11-06T03:15:00Z", agency: "Latarnia", when: "now", items };
  const message = alertMessage("alerts", payload, locale, "https://reports.example.com");
  return blocksSchema.parse(slackBlocks(message, locale).blocks);
};
const causes = (count: number, locale: Locale, name = (index: number) => `Klient ${index}`) =>
  blocksOf(
    Array.from({ length: count }, (_, index) => item(index, name(index))),
    locale,
  );

describe("more causes than Slack shows", () => {
  test("34: the first twenty are told, one block says how many are left and leads to all of them", () => {
    const blocks = causes(34, "en");
    expect(blocks.filter(({ type }) => type === "context")).toHaveLength(20);
    expect(blocks.at(-1)?.type).toBe("actions");
    expect(blocks.at(-2)?.text?.text).toBe(
      "<https://reports.example.com/alerts|And 14 more on the page of alerts>",
    );
  });

  test.each([
    [21, "I jeszcze 1 sprawa na stronie alertów"],
    [23, "I jeszcze 3 sprawy na stronie alertów"],
    [34, "I jeszcze 14 spraw na stronie alertów"],
  ])("in Polish, %i causes", (count, sentence) => {
    const said = causes(count, "pl").at(-2)?.text?.text.replaceAll("\u00A0", " ");
    expect(said).toBe(`<https://reports.example.com/alerts|${sentence}>`);
  });

  test("twenty are all told, and nothing is said to be left", () => {
    expect(JSON.stringify(causes(20, "en"))).not.toContain("more on the page");
  });
});

test("Slack's own limits hold: 50 blocks, 3,000 characters a text, 150 a header; what is cut says so, not within an entity", () => {
  const long = (index: number) => `${"&".repeat(1000)} ${index}`;
  const alike = Array.from({ length: 8 }, (_, index) => ({
    ...item(index, long(index)),
    cause: "connection:c",
    subject: "c",
  }));
  for (const blocks of [causes(200, "pl", long), blocksOf(alike, "en")]) {
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const { type, text, elements = [] } of blocks) {
      const texts = [
        text,
        ...elements.map((one) => (typeof one.text === "string" ? { text: one.text } : one.text)),
      ];
      for (const { text: one } of texts.filter((some) => some !== undefined)) {
        expect(one.length).toBeGreaterThan(0);
        expect(one.length).toBeLessThanOrEqual(type === "header" ? 150 : 3000);
        if (type === "section" && one.length > 2900) expect(one).toMatch(/&amp;…$/);
        if (type === "header") expect(one).toMatch(/…$/);
      }
    }
  }
});
