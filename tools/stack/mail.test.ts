import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/tools/stack/free-port";
import { type MailCatcher, startMailCatcher } from "@/tools/stack/mail";

let dir: string;
let mail: MailCatcher;
const start = async () => startMailCatcher({ dir, smtpPort: await freePort(), httpPort: await freePort() });

async function send(to: string, subject: string, html?: string): Promise<void> {
  const transport = createTransport({
    host: "127.0.0.1",
    port: mail.smtpPort,
    tls: { rejectUnauthorized: false },
  });
  await transport.sendMail({
    from: "portal@latarnia.example",
    to,
    subject,
    text: "Zażółć gęślą jaźń",
    ...(html ? { html } : {}),
  });
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-mail-"));
  mail = await start();
  await send("Anna@Latarnia.example", "Kod: 123456", "<p>123456</p><script>alert(1)</script>");
  await send("piotr@latarnia.example", "<img src=x onerror=alert(1)>");
});
afterAll(async () => {
  await mail.stop();
  await rm(dir, { recursive: true, force: true });
});

test("a mail that was sent is there, newest first, and by address in any case", async () => {
  expect(mail.messages().map((one) => one.to[0])).toEqual([
    "piotr@latarnia.example",
    "anna@latarnia.example",
  ]);
  const [annas] = mail.messages("ANNA@latarnia.example");
  expect(annas).toMatchObject({ subject: "Kod: 123456", text: "Zażółć gęślą jaźń" });
  const response = await fetch(`${mail.url}/api/messages?to=anna@latarnia.example`);
  expect(await response.json()).toEqual([annas]);
});

test("the list and a message are pages without scripts, whatever a mail says", async () => {
  const list = await (await fetch(mail.url)).text();
  expect(list).toContain("Kod: 123456");
  expect(list).not.toContain("<img");
  const path = /\/messages\/[\w-]+/.exec(list.slice(list.indexOf("onerror")))?.[0];
  const annas = mail.messages("anna@latarnia.example")[0];
  const page = await (await fetch(`${mail.url}/messages/${annas?.id}`)).text();
  expect(path).toBeDefined();
  expect(page).toContain('<iframe sandbox=""');
  expect(page).not.toContain("<script>");
  expect((await fetch(`${mail.url}/messages/none`)).status).toBe(404);
  // What a mail links to must not be told that it was opened.
  expect((await fetch(mail.url)).headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("caught mail is still there after a restart, readable for its owner only", async () => {
  const before = mail.messages();
  await mail.stop();
  mail = await start();
  expect(mail.messages()).toEqual(before);
  expect((await stat(path.join(dir, `${before[0]?.id}.json`))).mode & 0o777).toBe(0o600);
});
