import { describe, expect, test } from "vitest";
import { createFormats } from "@/lib/i18n/formats";

const pl = createFormats({ locale: "pl", currency: "PLN", zone: "Europe/Warsaw" });
const en = createFormats({ locale: "en", currency: "PLN", zone: "Europe/Warsaw" });
const nb = "\u00A0";

describe("money", () => {
  test.each([
    ["12345.67", `12${nb}345,67${nb}zł`, `PLN${nb}12,345.67`],
    ["4000", `4${nb}000,00${nb}zł`, `PLN${nb}4,000.00`],
    ["0", `0,00${nb}zł`, `PLN${nb}0.00`],
    ["-0.004", `0,00${nb}zł`, `PLN${nb}0.00`],
    ["-14.755", `\u221214,76${nb}zł`, `PLN${nb}\u221214.76`],
    ["1234567.8", `1${nb}234${nb}567,80${nb}zł`, `PLN${nb}1,234,567.80`],
  ])("%s is written in Polish and in English", (text, polish, english) => {
    expect(pl.money(text)).toBe(polish);
    expect(en.money(text)).toBe(english);
  });

  test("a currency whose smallest unit is the unit has no decimals", () => {
    expect(createFormats({ locale: "en", currency: "JPY", zone: "Asia/Tokyo" }).money("184320")).toBe(
      `JPY${nb}184,320`,
    );
    expect(createFormats({ locale: "pl", currency: "HUF", zone: "Europe/Budapest" }).money("4120.5")).toBe(
      `4${nb}121${nb}HUF`,
    );
  });

  test("incident 42 digits beyond a float's reach survive", () => {
    expect(en.money("90071992547409931.17")).toBe(`PLN${nb}90,071,992,547,409,931.17`);
  });

  test("the pieces of a key figure join to the text of the table", () => {
    const { before, whole, after } = pl.moneyParts("24186.4");
    expect([before, whole, after]).toEqual(["", `24${nb}186`, `,40${nb}zł`]);
    expect(before + whole + after).toBe(pl.money("24186.4"));
  });

  test("a difference carries its sign, nothing does not", () => {
    expect(pl.signed("reservation_value", "8430")).toBe(`+8${nb}430,00${nb}zł`);
    expect(en.signed("cost_per_reservation", "-3.58")).toBe(`\u2212PLN${nb}3.58`);
    expect(en.signed("reservations", "0")).toBe("0");
  });
});

describe("counts, shares and changes", () => {
  test("incident 41 a count with a fraction shows it", () => {
    expect(pl.value("reservations", "11.5")).toBe("11,5");
    expect(pl.value("total_impressions", "1012340")).toBe(`1${nb}012${nb}340`);
  });
  test("percentages have no space before the sign", () => {
    expect(pl.value("link_ctr", "1.324")).toBe("1,32%");
    expect(pl.change("-20.95")).toBe("21%");
    expect(en.change("1240.2")).toBe("1,240%");
  });
});

describe("dates", () => {
  test("a range inside a month names the month once", () => {
    expect(pl.range("2026-10-08", "2026-10-31")).toBe(`8–31${nb}października`);
    expect(en.range("2026-09-28", "2026-10-03")).toBe(`28${nb}September – 3${nb}October`);
  });
  test("incident 25 months are named from the data", () => {
    expect(pl.month("2026-10")).toBe("październik 2026");
    expect(pl.inMonth("2026-09")).toBe("we wrześniu");
    expect(en.inMonth("2026-01")).toBe("in January");
    expect(pl.monthShort("2025-10")).toBe(`paź${nb}2025`);
  });
  test("incident 12 an instant is dated on the account's clocks", () => {
    expect(pl.instantMinute("2026-11-03T23:41:00Z")).toBe(`4${nb}listopada 2026, 00:41`);
    const tokyo = createFormats({ locale: "en", currency: "JPY", zone: "Asia/Tokyo" });
    expect(tokyo.instantDay("2026-11-03T23:41:00Z")).toBe(`4${nb}November 2026`);
  });
  test("weekdays are declined", () => {
    expect(pl.onDay("2026-10-17")).toBe(`w${nb}sobotę 17${nb}października`);
    expect(en.onDay("2026-10-13")).toBe(`on Tuesday 13${nb}October`);
  });
});
