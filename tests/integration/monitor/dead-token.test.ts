import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runMonitor } from "@/lib/ops/monitor/run-monitor";
import { len } from "@/tests/integration/cast";
import {
  campaignDay,
  days,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";
import { pdfShelf } from "@/tests/integration/deliver/pdf-shelf";
import { freePort } from "@/tools/stack/free-port";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";

/** From Meta's refusal to somebody's mail, through collector, database, monitor and outbox. */
let night: Night;
let mail: MailCatcher;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-dead-token-"));
  mail = await startMailCatcher({ dir, smtpPort: await freePort(), httpPort: await freePort() });
});
afterAll(async () => {
  await mail.stop();
  await rm(dir, { recursive: true, force: true });
});
afterEach(() => night.close());

test("incident 31: a token that Meta refuses in a call is in the mail at the next look, with the client and the reports it touches", async () => {
  const range = { since: "2026-11-01", until: "2026-11-07" };
  night = await startNight([
    {
      client: jantarFrom("2026-11-01"),
      rows: days(range.since, range.until).map((date) => campaignDay(date, "100")),
      connection: { name: "hotel", token: "EAAtokenOfTheHotel0001" },
    },
    {
      client: lenFrom("2026-11-01"),
      rows: days(range.since, range.until).map((date) => campaignDay(date, "900", {}, len)),
    },
  ]);
  await night.sql`
    insert into agency (name, locale, time_zone, alert_channels)
    values ('Latarnia', 'pl', 'Europe/Warsaw', '{"mail": ["ola@latarnia.example"]}')
    on conflict (id) do update set locale = 'pl', alert_channels = excluded.alert_channels`;
  night.simulator.setToken("hotel", { state: "expired" });
  await night.collect(range);
  const before = night.collector.clock();
  const look = before.add({ minutes: 14 });
  await runMonitor(
    night.database.db,
    {
      mail: { url: `smtp://127.0.0.1:${mail.smtpPort}`, from: "Plumbline <portal@latarnia.example>" },
      ...{ slack: null, webhook: null, pdfs: pdfShelf(), appUrl: "https://reports.example.com" },
    },
    { clock: () => look },
  );
  const told = mail.messages("ola@latarnia.example").map(({ subject, text }) => `${subject}\n${text}`);
  const [about] = told.filter((text) => text.includes("Meta odmawia nam dostępu"));
  expect(about).toContain("Hotel Jantar");
  expect(about).toContain("listopad 2026");
  expect(about).not.toContain("EAAtoken");
  expect(told.filter((text) => text.includes("Meta odmawia nam dostępu"))).toHaveLength(1);
});
