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
