import canonicalize from "canonicalize";
import { expect, test } from "vitest";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import { type Report, reportSchema } from "@/lib/report/document";
import { verdictOf } from "@/lib/report/verdict-text";
import { Decimal } from "@/lib/values/decimal";
import { cases } from "@/tests/golden/cases";
import { asWrittenByHand } from "@/tests/golden/support/by-hand";

/** The document with one field a line, so that a change can be read. */
function lines(report: Report): string {
  const fields = Object.entries(report).sort(([a], [b]) => a.localeCompare(b));
  return `${fields.map(([key, value]) => `${key}: ${canonicalize(value)}`).join("\n")}\n`;
}

/** The page without its stylesheet, which all of them share, one element a line. */
function markup(html: string): string {
  return html.replace(/<style>.*<\/style>/s, "<style/>").replaceAll("><", ">\n<");
}

test("the golden set has every kind of report that a client may come to read", () => {
  expect(Object.keys(cases).length).toBeGreaterThanOrEqual(24);
});

test.each(Object.entries(cases))(
  "golden %s: document and page are as they were looked at",
  async (name, make) => {
    const report = make();
    expect(reportSchema.parse(report)).toEqual(report);
    const document = canonicalDocument(report);
    const { html } = await renderPublication({ report, documentSha256: document.sha256 });
    await expect(lines(report)).toMatchFileSnapshot(`documents/${name}.txt`);
    await expect(markup(html.toString("utf8"))).toMatchFileSnapshot(`pages/${name}.html`);
  },
);

test.each(Object.entries(cases))(
  "P8: %s has no script and is at most a quarter longer than if it were written by hand",
  async (_name, make) => {
    const report = make();
    const { html } = await renderPublication({ report, documentSha256: canonicalDocument(report).sha256 });
    const body = markup(html.toString("utf8")).replaceAll(">\n<", "><");
    expect(body).not.toMatch(/<script|\son[a-z]+=|javascript:/i);
    expect(Buffer.byteLength(body) / Buffer.byteLength(asWrittenByHand(body))).toBeLessThanOrEqual(1.25);
  },
);

test.each(Object.entries(cases))("the verdict of %s is a function of the document", (_name, make) => {
  const { verdict, ...told } = make();
  expect(verdictOf(told)).toEqual(verdict);
  expect(verdictOf(structuredClone(reportSchema.parse(JSON.parse(canonicalDocument(make()).text))))).toEqual(
    verdict,
  );
});

test.each(["yen-without-decimals", "forint-without-decimals"])(
  "%s: money has no fraction anywhere, and drivers add up to the printed change in whole units",
  async (name) => {
    const report = cases[name]?.();
    if (!report || !("of" in report.drivers)) throw new Error("The case has drivers to look at.");
    const { from, to, factors, between, within } = report.drivers;
    const printed = (value: string) => new Decimal(value).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
    const change = printed(to).minus(printed(from));
    expect(change.isZero()).toBe(false);
    const amounts = factors.map(({ amount }) => new Decimal(amount));
    expect(amounts.every((amount) => amount.isInteger())).toBe(true);
    expect(Decimal.sum(...amounts).toFixed()).toBe(change.toFixed());
    expect(new Decimal(between ?? NaN).plus(within ?? NaN).toFixed()).toBe(change.toFixed());
    for (const { figures } of report.campaigns) expect(figures.total_spend).toMatch(/^\d+$/);
    const { html } = await renderPublication({ report, documentSha256: canonicalDocument(report).sha256 });
    const text = html
      .toString("utf8")
      .replace(/<style>.*<\/style>/s, "")
      .replace(/<[^>]+>/g, " ")
      .replaceAll("\u00A0", " ");
    const sign = report.currency === "JPY" ? "¥|JPY" : "Ft|HUF";
    expect(text).toMatch(new RegExp(`\\d (${sign})`));
    expect(text).not.toMatch(new RegExp(`\\d,\\d+ (${sign})`));
    const { value } = report.figures.cpm;
    expect(text).toContain(
      `${printed(value ?? "")
        .toFixed()
        .replace(/(\d)(?=(\d{3})+$)/g, "$1 ")} `,
    );
  },
);
