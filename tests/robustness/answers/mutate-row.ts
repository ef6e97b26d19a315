import { pick, within } from "@/tests/robustness/support/chance";

export type Row = Record<string, unknown>;
type Item = Record<string, unknown>;

const numbers = ["spend", "impressions", "clicks", "inline_link_clicks"];
const badNumbers: readonly unknown[] = [
  "-5",
  "-0.01",
  "1e5",
  "NaN",
  "Infinity",
  "12,5",
  " 7",
  "7 ",
  "0x10",
  "1.2.3",
  ".5",
  "5.",
  "",
  "٣",
  "１２",
  "null",
  null,
  5,
  5.25,
  0,
  true,
  [],
  {},
  ["5"],
  "9".repeat(70),
  "0.".padEnd(80, "3"),
  "000",
  "5\n",
  "\u00005",
];
const badDates: readonly unknown[] = [
  "2026-11-31",
  "2026-13-01",
  "2026-1-2",
  "20261102",
  "2026-11-02T00:00:00",
  "2026-10-01",
  "2031-01-01",
  "yesterday",
  "",
  null,
  20261102,
  "+002026-11-02",
  "2026-11-02 ",
];
const badTexts: readonly unknown[] = [
  "",
  null,
  5,
  {},
  [],
  true,
  "\u0000",
  "\ud800",
  "a\tb\\n\r\n",
  "x".repeat(5_000),
];
const badLists: readonly unknown[] = [
  null,
  {},
  "x",
  5,
  [null],
  ["x"],
  [[]],
  [{}],
  [{ action_type: 5, value: "1" }],
  [{ value: "1" }],
  [{ action_type: "lead", value: 5 }],
  [{ action_type: "lead", value: null }],
  [{ action_type: "lead", value: "-1" }],
  [{ action_type: "omni_purchase", value: "1e3" }],
  [],
];

const digitChanged = (text: string, random: () => number): string => {
  const at = within(random, text.length);
  return /\d/.test(text[at] ?? "") ? text.slice(0, at) + within(random, 10) + text.slice(at + 1) : `${text}0`;
};

type Change = (row: Row, rows: Row[], random: () => number) => void;

const changes: readonly Change[] = [
  (row, _, random) => {
    delete row[pick(random, Object.keys(row))];
  },
  (row, _, random) => {
    row[pick(random, numbers)] = pick(random, badNumbers);
  },
  (row, _, random) => {
    const field = pick(random, numbers);
    row[field] = digitChanged(String(row[field]), random);
  },
  (row, rows, random) => {
    // Figures of another day; those of the same day would be another truth, not a broken one.
    const others = rows.filter((one) => one.date_start !== row.date_start);
    const other = others.length > 0 ? pick(random, others) : row;
    const field = pick(random, [...numbers, "actions", "action_values"]);
    [row[field], other[field]] = [other[field], row[field]];
  },
  (row, _, random) => {
    row[pick(random, ["date_start", "date_stop"])] = pick(random, badDates);
  },
  (row, rows, random) => {
    const other = pick(random, rows).date_start;
    row.date_start = other;
    if (random() < 0.7) row.date_stop = other;
  },
  (row, _, random) => {
    row[pick(random, ["account_id", "account_currency", "campaign_id"])] = pick(random, badTexts);
  },
  (row, _, random) => {
    row[pick(random, ["campaign_name", "objective", "attribution_setting", "unknown_field"])] = pick(
      random,
      badTexts,
    );
  },
  (row, _, random) => {
    row[pick(random, ["account_id", "account_currency"])] = pick(random, [
      "1000000000000999",
      "HUF",
      "act_1",
      "pln",
    ]);
  },
  (row, rows, random) => {
    row.campaign_id = pick(random, rows).campaign_id;
  },
  (row, _, random) => {
    row[pick(random, ["actions", "action_values", "conversions", "conversion_values"])] = pick(
      random,
      badLists,
    );
  },
  (row, _, random) => {
    const list = row[pick(random, ["actions", "action_values"])];
    if (Array.isArray(list) && list.length > 0) changeItem(list as Item[], random);
  },
  (row, rows, random) => {
    // The same row again, with another figure: which of them is true?
    const field = pick(random, numbers);
    rows.push({ ...row, [field]: digitChanged(String(row[field]), random) });
  },
];

function changeItem(list: Item[], random: () => number): void {
  const at = within(random, list.length);
  const item = list[at] ?? {};
  pick(random, [
    () => list.splice(at, 1),
    () => list.push({ ...item }),
    () => {
      item.value = pick(random, badNumbers);
    },
    () => {
      item.value = digitChanged(String(item.value), random);
    },
    () => {
      delete item[pick(random, ["value", "action_type"])];
    },
    () => {
      item.action_type = pick(random, [
        "lead",
        "omni_purchase",
        "purchase",
        "click_to_call_call_confirm",
        "Lead",
        "lead ",
        "x",
      ]);
    },
    () => {
      item["7d_click"] = pick(random, badNumbers);
    },
  ])();
}

/** Changes one row of the list, in place. */
export function mutateRow(rows: Row[], random: () => number): void {
  pick(random, changes)(pick(random, rows), rows, random);
}
