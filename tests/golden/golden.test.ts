import canonicalize from "canonicalize";
import { expect, test } from "vitest";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import { type Report, reportSchema } from "@/lib/report/document";
import { verdictOf } from "@/lib/report/verdict-text";
import { cases } from "@/tests/golden/cases";

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

test.each(Object.entries(cases))("the verdict of %s is a function of the document", (_name, make) => {
  const { verdict, ...told } = make();
  expect(verdictOf(told)).toEqual(verdict);
  expect(verdictOf(structuredClone(reportSchema.parse(JSON.parse(canonicalDocument(make()).text))))).toEqual(
    verdict,
  );
});
