import { describe, expect, test } from "vitest";
import { alertMessage } from "@/lib/deliver/alert-message";
import { type AlertItem, type AlertPayload, alertPayload } from "@/lib/deliver/alert-payload";
import { mailOf, slackOf } from "@/lib/deliver/content-of";
import { slackBlocks } from "@/lib/deliver/slack-blocks";

/** What people read in their mail and in Slack, as files that a person can judge: lib/deliver/snapshots. */
const appUrl = "https://reports.example.com";
const item = (of: Partial<AlertItem> & Pick<AlertItem, "check">): AlertItem => ({
  ...{ id: 1, client: { name: "Klinika Fala", slug: "klinika-fala" }, subject: "x", cause: "x" },
  ...{ severity: "high", message: "(#190) Error validating access token", evidence: {}, months: [] },
  ...{ amount: null, currency: null, zone: "Europe/Warsaw", opened_at: "2026-11-06T03:11:00Z" },
  ...of,
});
const dead = (name: string, amount: string): AlertItem =>
  item({
    ...{ check: "token_invalid", subject: "c1", cause: "connection:c1", severity: "critical" },
    ...{ client: { name, slug: name.toLowerCase() }, months: ["2026-10", "2026-11"] },
    ...{ amount, currency: "PLN", evidence: { code: 190, subcode: 460, amount_is: "estimate" } },
  });
const now: AlertPayload = {
  ...{ at: "2026-11-06T03:15:00Z", agency: "Latarnia", when: "now", to: "admin" },
  items: [
    item({
      ...{ check: "campaign_sum_differs", subject: "2026-10-27", cause: "client:2", months: ["2026-10"] },
      client: { name: "Auto Wilk", slug: "auto-wilk" },
      ...{ amount: "1312.4", currency: "PLN" },
      evidence: {
        amount_is: "spend",
        differences: [{ metric: "total_spend", campaigns: "1279.9", account: "1312.4", difference: "32.5" }],
      },
    }),
    dead("Klinika Fala", "8123.5"),
    dead("Fizjo Fala", "940"),
    item({
      ...{ check: "collection_incomplete", subject: "collection", cause: "client:3", severity: "critical" },
      client: { name: "Termál Hotel Bükk", slug: "termal-hotel-bukk" },
      ...{ months: ["2026-11"], amount: "52000", currency: "HUF" },
      evidence: { since: "2026-11-06T03:00:00Z", reason: "rate_limited", amount_is: "estimate" },
    }),
    item({
      ...{
        check: "not_called",
        client: null,
        subject: "collection",
        cause: "scheduler",
        severity: "critical",
      },
      evidence: { since: "2026-11-06T01:07:00Z" },
    }),
  ],
};
const morning: AlertPayload = {
  ...now,
  ...{ when: "morning", to: "manager" },
  items: [
    item({
      ...{ check: "kpi_fell", subject: "reservations", severity: "normal", months: ["2026-11"] },
      ...{ client: { name: "Rowery Pętla", slug: "rowery-petla" }, amount: "700", currency: "PLN" },
      evidence: { days: ["2026-11-01", "2026-11-02"], value: "12", usual: "31", amount_is: "spend" },
    }),
    item({
      ...{ check: "token_expiring", subject: "c9", severity: "normal" },
      client: { name: "Hotel Jantar", slug: "hotel-jantar" },
      evidence: { expires_at: "2026-11-17T09:00:00Z", days_left: 11 },
    }),
  ],
};
const forty: AlertPayload = {
  ...now,
  items: Array.from({ length: 40 }, (_, index) => dead(`Klient ${index + 1}`, "100")),
};

describe("what people read", () => {
  for (const locale of ["pl", "en"] as const) {
    test(`the mail that goes out at once, ${locale}`, async () => {
      const mail = await mailOf({ key: "x", kind: "alerts", locale, payload: now }, appUrl);
      await expect(`${mail.subject}\n\n${mail.text}`).toMatchFileSnapshot(`snapshots/mail-now.${locale}.txt`);
      for (const sentence of ["Klinika Fala", "Auto Wilk", "docs/runbooks/token_invalid.md"])
        expect(mail.html).toContain(sentence);
    });

    test(`the morning's mail, and the one that says that it is over, ${locale}`, async () => {
      const digest = await mailOf({ key: "x", kind: "alerts", locale, payload: morning }, appUrl);
      const over = await mailOf(
        {
          key: "x",
          kind: "resolved",
          locale,
          payload: { ...now, to: "address", items: now.items.slice(1, 3) },
        },
        appUrl,
      );
      await expect(`${digest.subject}\n\n${digest.text}`).toMatchFileSnapshot(
        `snapshots/mail-morning.${locale}.txt`,
      );
      await expect(`${over.subject}\n\n${over.text}`).toMatchFileSnapshot(
        `snapshots/mail-over.${locale}.txt`,
      );
    });

    test(`Slack, ${locale}`, async () => {
      const body = JSON.stringify(
        slackOf({ key: "x", kind: "alerts", locale, payload: now }, appUrl),
        null,
        2,
      );
      await expect(`${body}\n`).toMatchFileSnapshot(`snapshots/slack-now.${locale}.json`);
    });
  }

  test("forty clients with one cause are one paragraph, gravest first, money added up", () => {
    const message = alertMessage("alerts", alertPayload.parse(forty), "en", appUrl);
    expect(message.paragraphs).toHaveLength(1);
    expect(message.subject).toBe(
      "Latarnia: Meta refuses our access (40 clients: Klient 1, Klient 2, Klient 3, Klient 4, Klient 5, Klient 6, Klient 7, Klient 8 and 32 more)",
    );
    expect(message.paragraphs[0]?.facts).toContain(
      "Estimate: about PLN\u00A04,000 usually spent on days like these",
    );
    expect(alertMessage("alerts", now, "en", appUrl).paragraphs.map(({ severity }) => severity)).toEqual([
      "critical",
      "critical",
      "critical",
      "high",
    ]);
  });

  test("a client's name is no mention and no link in Slack, in the notification either", () => {
    const payload = { ...now, items: [dead("<!channel> & <https://evil.example|Fala>", "1")] };
    const { text, blocks } = slackBlocks(alertMessage("alerts", payload, "en", appUrl), "en");
    expect(text).toContain("&lt;!channel&gt; &amp; &lt;https");
    const marked = JSON.stringify(blocks.filter((block) => !JSON.stringify(block).includes('"header"')));
    expect(marked).not.toMatch(/<!channel>|<https:\/\/evil/);
  });

  test("the foot says why this reader gets the message; one that was queued when nothing told them apart says what holds for all", () => {
    const footer = (locale: "pl" | "en", to: AlertPayload["to"]) =>
      alertMessage("alerts", alertPayload.parse({ ...now, to }), locale, appUrl).footer;
    expect(footer("en", "manager")).toBe(
      "You get this message because you look after these clients (Latarnia).",
    );
    expect(footer("pl", "manager")).toBe(
      "Dostajesz tę wiadomość, bo opiekujesz się tymi klientami (Latarnia).",
    );
    expect(footer("en", "admin")).toBe("You get this message because admins get every alert (Latarnia).");
    expect(footer("pl", "admin")).toBe(
      "Dostajesz tę wiadomość, bo administratorzy dostają wszystkie alerty (Latarnia).",
    );
    for (const to of ["address", undefined] as const) {
      expect(footer("en", to)).toBe(
        "You get this message because alerts are sent to this address (Latarnia).",
      );
      expect(footer("pl", to)).toBe("Dostajesz tę wiadomość, bo na ten adres wysyłane są alerty (Latarnia).");
    }
  });

  test("a test says that it is one, not that clients are looked after", async () => {
    const payload = { at: "2026-11-06T03:15:00Z", agency: "Latarnia" };
    const mail = await mailOf({ key: "x", kind: "test", locale: "en", payload }, appUrl);
    expect(mail.text).toContain("You get this message because a test was sent to this address (Latarnia).");
    expect((await mailOf({ key: "x", kind: "test", locale: "pl", payload }, appUrl)).text).toContain(
      "Dostajesz tę wiadomość, bo na ten adres wysłano test (Latarnia).",
    );
  });

  test("R8 money of two currencies is never added", () => {
    const items = [dead("A", "1"), { ...dead("B", "2"), currency: "EUR" }];
    const [paragraph] = alertMessage("alerts", { ...now, items }, "en", appUrl).paragraphs;
    expect(paragraph?.facts.at(-1)).toBe(
      "Estimate: about PLN\u00A01.00, about EUR\u00A02.00 usually spent on days like these",
    );
  });

  test("a difference is called one, and an amount of which nothing says what it is is left out", () => {
    const money = (amount: string, evidence: object) =>
      item({ check: "month_total_differs", amount, currency: "PLN", evidence: { ...evidence } });
    const factsOf = (items: readonly AlertItem[]) =>
      alertMessage("alerts", { ...now, items: [...items] }, "en", appUrl).paragraphs[0]?.facts;
    expect(factsOf([money("12.3", { amount_is: "difference" })])).toContain(
      "Difference in spend: PLN\u00A012.30",
    );
    expect(factsOf([money("12.3", {})])?.join()).not.toContain("PLN");
  });

  test("a figure of an alert that is about no amount carries its client's currency", () => {
    const client = { name: "Canyon Cycles", slug: "canyon-cycles", currency: "USD" };
    const evidence = { metric: "total_spend", value: "100.25" };
    const items = [item({ check: "looks_wrong", subject: "2026-10 total_spend", client, evidence })];
    const [paragraph] = alertMessage(
      "alerts",
      alertPayload.parse({ ...now, items }),
      "en",
      appUrl,
    ).paragraphs;
    expect(paragraph?.cause).toContain("USD\u00A0100.25");
    expect(paragraph?.cause).not.toContain("PLN");
  });

  test("who says that a number looks wrong, what they saw and their own words are told", () => {
    const evidence = {
      metric: "reservations",
      value: "214",
      shown: "214",
      by: "Marta Lis",
      reason: "In Ads Manager it is 207",
    };
    const said = (locale: "en" | "pl", of: object) => {
      const items = [item({ check: "looks_wrong", subject: "2026-10 reservations", evidence: { ...of } })];
      return alertMessage("alerts", alertPayload.parse({ ...now, items }), locale, appUrl).paragraphs[0]
        ?.cause;
    };
    expect(said("en", evidence)).toContain("Marta Lis saw 214 and wrote: “In Ads Manager it is 207”");
    expect(said("pl", evidence)).toContain("Marta Lis widzi 214 i\u00A0pisze: „In Ads Manager it is 207”");
    const { reason: _, ...wordless } = evidence;
    expect(said("en", wordless)).toContain("Marta Lis saw 214.");
  });

  test("R12 Meta's own message and codes stay out of what people read", async () => {
    const mail = await mailOf({ key: "x", kind: "alerts", locale: "en", payload: now }, appUrl);
    for (const text of [mail.text, mail.html]) expect(text).not.toMatch(/190|460|access token/);
  });

  test("a client's name cannot write markup in Slack or in the mail", async () => {
    const items = [{ ...dead("A", "1"), client: { name: "<!channel> & <b>Spa</b>", slug: "a" } }];
    const payload = { ...now, items };
    const slack = JSON.stringify(slackOf({ key: "x", kind: "alerts", locale: "en", payload }, appUrl));
    expect(slack).toContain("&lt;!channel&gt; &amp; &lt;b&gt;Spa");
    const { html } = await mailOf({ key: "x", kind: "alerts", locale: "en", payload }, appUrl);
    expect(html).not.toContain("<b>Spa");
  });
});
