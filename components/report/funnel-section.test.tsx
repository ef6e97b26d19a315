import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { FunnelSection } from "@/components/report/funnel-section";
import { createReportKit } from "@/lib/publications/report-kit";
import type { Report } from "@/lib/report/document";

const funnel: Report["funnel"] = [
  { kpi: "booking_step_1", value: "400", rate: null, base_rate: null, inverted: false },
  { kpi: "reservations", value: "40", rate: "10", base_rate: null, inverted: false },
];

test.each([
  ["pl", "Rezerwacje", "Droga do rezerwacji"],
  ["pl", undefined, "Droga do rezerwacji"],
  ["pl", "Zakupy", "Droga do wyniku: zakupy"],
  ["en", "Reservations", "The way to a reservation"],
  ["en", "Purchases", "The way to the result: purchases"],
] as const)("in %s a client whose result is called %s reads “%s”", (locale, own, head) => {
  const names = own ? { reservations: own } : {};
  const kit = createReportKit({ ...hotelJantar, names, funnel, locale }, { documentSha256: null });
  expect(renderToStaticMarkup(<FunnelSection kit={kit} />)).toContain(`>${head}</h2>`);
});

test("a step that is counted on fewer days says so, has no track behind it and leads no sentence", () => {
  const { figures } = hotelJantar;
  const kit = createReportKit(
    {
      ...hotelJantar,
      locale: "en",
      figures: {
        ...figures,
        booking_step_1: { ...figures.booking_step_1, days: 31 },
        reservations: { ...figures.reservations, days: 11 },
      },
      funnel: funnel.map((step) => ({ ...step, rate: null })),
    },
    { documentSha256: null },
  );
  const html = renderToStaticMarkup(<FunnelSection kit={kit} />);
  expect(html).toContain("counted on 11 days only");
  expect(html.match(/only/g)).toHaveLength(1);
  expect(html).toContain("No step has a rate this month.");
  expect(html).not.toContain('class="track"');
});
