import { readFileSync } from "node:fs";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as accounts from "@/lib/db/schema/accounts";
import * as alerts from "@/lib/db/schema/alerts";
import * as checks from "@/lib/db/schema/checks";
import * as collection from "@/lib/db/schema/collection";
import * as facts from "@/lib/db/schema/facts";
import * as findings from "@/lib/db/schema/findings";
import * as people from "@/lib/db/schema/people";
import * as publications from "@/lib/db/schema/publications";
import * as sharing from "@/lib/db/schema/sharing";
import * as signIn from "@/lib/db/schema/sign-in";
import { ratioDefinitions } from "@/lib/kpi/catalogue";
import { metricKeys } from "@/lib/report/document";

const dictionary = readFileSync("docs/data-dictionary.md", "utf8");
const tables = [accounts, alerts, checks, collection, facts, findings, people, publications, sharing, signIn]
  .flatMap((room): unknown[] => Object.values(room))
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => getTableConfig(table).name);

test.each(tables)("the data dictionary has table %s", (name) => {
  expect(dictionary).toContain(`| \`${name}\` |`);
});

test.each([...metricKeys])("the data dictionary has metric %s", (key) => {
  expect(dictionary).toContain(`| \`${key}\` |`);
});

test.each(Object.entries(ratioDefinitions))(
  "the data dictionary says how %s is made",
  (key, { numerator, denominator, scale }) => {
    const times = scale === 1 ? "" : ` × ${scale}`;
    expect(dictionary).toContain(`| \`${key}\` | \`${numerator}\` / \`${denominator}\`${times} |`);
  },
);
