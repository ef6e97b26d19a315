import type { Locale } from "@/lib/i18n/locale";

/** Forms of a month's name, January first. Written out, so that the bytes of a report do not depend on the machine's ICU data. */
interface MonthNames {
  readonly nominative: readonly string[];
  /** After a day: "17 października". */
  readonly genitive: readonly string[];
  /** "in October", "we wrześniu". */
  readonly within: readonly string[];
  readonly short: readonly string[];
}

const english = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export const monthNames: Record<Locale, MonthNames> = {
  en: {
    nominative: english,
    genitive: english,
    within: english.map((name) => `in ${name}`),
    short: english.map((name) => name.slice(0, 3)),
  },
  pl: {
    nominative: [
      "styczeń",
      "luty",
      "marzec",
      "kwiecień",
      "maj",
      "czerwiec",
      "lipiec",
      "sierpień",
      "wrzesień",
      "październik",
      "listopad",
      "grudzień",
    ],
    genitive: [
      "stycznia",
      "lutego",
      "marca",
      "kwietnia",
      "maja",
      "czerwca",
      "lipca",
      "sierpnia",
      "września",
      "października",
      "listopada",
      "grudnia",
    ],
    within: [
      "w styczniu",
      "w lutym",
      "w marcu",
      "w kwietniu",
      "w maju",
      "w czerwcu",
      "w lipcu",
      "w sierpniu",
      "we wrześniu",
      "w październiku",
      "w listopadzie",
      "w grudniu",
    ].map((text) => text.replace("w ", "w\u00A0")),
    short: ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
  },
};

/** "on Saturday", "w sobotę"; Monday first. */
export const onWeekday: Record<Locale, readonly string[]> = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
    (name) => `on ${name}`,
  ),
  pl: [
    "w\u00A0poniedziałek",
    "we wtorek",
    "w\u00A0środę",
    "w\u00A0czwartek",
    "w\u00A0piątek",
    "w\u00A0sobotę",
    "w\u00A0niedzielę",
  ],
};
