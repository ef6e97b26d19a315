import { describe, expect, test } from "vitest";
import { type GridText, type GridTextRow, gridHtml, writeCell } from "@/components/health/grid-html";

const text: GridText = {
  days: [
    { name: "31 October", className: " we" },
    { name: "1 November", className: " we m1" },
    { name: "2 November", className: "" },
  ],
  kinds: [
    { state: "settled", word: "settled", glyph: "settled" },
    { state: "failed", word: "failed", glyph: "failed" },
  ],
  names: {
    full: "{client}, {day}: {state}, {spend}",
    bare: "{client}, {day}: {state}",
    none: "{client}, {day}: not expected",
  },
  rows: [],
};

const row = (over: Partial<GridTextRow> = {}): GridTextRow => ({
  ...{ slug: "hotel-jantar", name: "Hotel Jantar", count: "1 of 2", isShort: true, calm: [] },
  cells: [
    writeCell(null),
    writeCell({ kind: 1, note: null, spend: null }),
    writeCell({ kind: 0, note: 0, spend: "PLN 12.50" }),
  ].join("\n"),
  ...over,
});
const nowhere = { open: null, stop: null };

describe("the rows of the day grid", () => {
  test("say of each cell who, when, what and how much, and nothing of what is not there", () => {
    const html = gridHtml({ ...text, rows: [row()] }, nowhere);
    expect([...html.matchAll(/aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      "Hotel Jantar, 31 October: not expected",
      "Hotel Jantar, 1 November: failed",
      "Hotel Jantar, 2 November: settled, PLN 12.50",
    ]);
    expect(html).toContain(
      '<td role="gridcell" class="c we" aria-label="Hotel Jantar, 31 October: not expected"></td>',
    );
    expect(html).toContain(
      'data-n="0" data-s="settled"><svg aria-hidden="true"><use href="#g-settled"/></svg></td>',
    );
    expect(html).toContain(
      '<td role="gridcell" class="end"><b><button type="button" tabindex="-1" data-source="collected hotel-jantar" aria-haspopup="dialog">1 of 2</button></b></td>',
    );
  });

  test("have one open cell and one tab stop, where they are asked for", () => {
    const html = gridHtml(
      { ...text, rows: [row({ slug: "sklep-len" }), row()] },
      { open: { client: "hotel-jantar", day: 1 }, stop: { client: "hotel-jantar", day: 2 } },
    );
    expect(html.match(/aria-selected="true"/g)).toHaveLength(1);
    expect(html.match(/tabindex="0"/g)).toHaveLength(1);
    expect(html.slice(html.indexOf("hotel-jantar"))).toMatch(
      /1 November: failed" aria-selected="true".*2 November[^>]* tabindex="0"/,
    );
  });

  test("let nothing that people or Meta wrote become markup, or a slot of a sentence", () => {
    const html = gridHtml(
      {
        ...text,
        rows: [row({ name: `{day} <b>&"`, cells: writeCell({ kind: 0, note: null, spend: `1/2 "<` }) })],
      },
      nowhere,
    );
    expect(html).toContain(`aria-label="{day} &lt;b&gt;&amp;&quot;, 31 October: settled, 1/2 &quot;&lt;"`);
    expect(html).not.toContain("<b>&");
  });

  test("are sent in a seventh of their bytes", () => {
    const days = Array.from({ length: 35 }, (_, index) => ({ name: `${index} October`, className: "" }));
    const cells = days
      .map((_, index) => writeCell({ kind: 0, note: index, spend: "PLN 1,234.56" }))
      .join("\n");
    const whole = { ...text, days, rows: Array.from({ length: 200 }, () => row({ cells })) };
    const sent = JSON.stringify(whole).length;
    const html = gridHtml(whole, nowhere).length;
    expect(sent / 7_000).toBeLessThan(30);
    expect(html / 7_000).toBeLessThan(190);
    expect(html).toBeGreaterThan(7 * sent);
  });
});
