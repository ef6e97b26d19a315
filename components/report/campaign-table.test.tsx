import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { CampaignTable } from "@/components/report/campaign-table";
import { FigureValue } from "@/components/report/figure-value";
import * as cast from "@/components/report/fixtures/cast";
import { textOf } from "@/components/report/fixtures/page-text";
import * as states from "@/components/report/fixtures/states";
import { createReportKit } from "@/lib/publications/report-kit";

const everyReport = Object.entries({ ...cast, ...states });

describe("the campaign table", () => {
  test.each(everyReport)(
    "%s: the total row is the key figures, character by character (R7)",
    (_name, report) => {
      const kit = createReportKit(report, { documentSha256: null });
      const html = renderToStaticMarkup(<CampaignTable kit={kit} />);
      const total = html.slice(html.indexOf(`<tr class="total">`));
      const cells = [...total.matchAll(/<td>(.*?)<\/td>/g)].map((match) => textOf(match[1] ?? ""));
      const figures = kit.view.campaigns.columns.map((metric) =>
        // The hidden words about the state are for ears, not part of the figure.
        textOf(
          renderToStaticMarkup(<FigureValue kit={kit} metric={metric} />).replace(/<span class="vh">.*/, ""),
        ),
      );
      expect(cells).toEqual(figures);
    },
  );

  test("what no campaign explains has a row of its own, without a cost", () => {
    const kit = createReportKit(states.unreconciledMonth, { documentSha256: null });
    const text = textOf(renderToStaticMarkup(<CampaignTable kit={kit} />));
    expect(text).toContain("Poza kampaniami14,75\u00A0zł0—");
  });

  test("more than nine campaigns are eight and the others as one row", () => {
    const kit = createReportKit(cast.hotelJantar, { documentSha256: null });
    expect(kit.view.campaigns.rows).toHaveLength(9);
    expect(textOf(renderToStaticMarkup(<CampaignTable kit={kit} />))).toContain("12 innych kampanii");
  });

  test("a name in another script keeps to itself", () => {
    const kit = createReportKit(cast.canyonCycles, { documentSha256: null });
    const html = renderToStaticMarkup(<CampaignTable kit={kit} />);
    expect(html).toContain("<bdi>دراجات الجبال – عرض الخريف (EN)</bdi>");
    expect(html).toContain("&lt;friends&gt; 🚵");
  });
});
