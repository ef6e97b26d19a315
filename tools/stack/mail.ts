import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { z } from "zod";
import { messageList, messagePage } from "@/tools/stack/mail-pages";

const message = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  /** What it brought along; the bytes stay out of the catcher's folder. */
  attachments: z
    .array(z.object({ name: z.string(), type: z.string(), bytes: z.number(), sha256: z.string() }))
    .default([]),
});
export type CaughtMessage = z.infer<typeof message>;

export interface MailCatcher {
  readonly url: string;
  readonly smtpPort: number;
  /** Newest first; only those to `address` when given. */
  messages(address?: string): readonly CaughtMessage[];
  stop(): Promise<void>;
}

/** Catches every mail instead of sending it, keeps it in `dir`, and shows it on a page. */
export async function startMailCatcher(options: {
  dir: string;
  smtpPort: number;
  httpPort: number;
}): Promise<MailCatcher> {
  await mkdir(options.dir, { recursive: true });
  const caught = await readCaught(options.dir);
  const newestFirst = (address?: string) =>
    caught.filter((one) => !address || one.to.includes(address.toLowerCase())).toReversed();
  const smtp = new SMTPServer({
    authOptional: true,
    // Silences a warning that the certificate is a well-known one: on loopback nobody is to be kept out by it.
    logger: false,
    onAuth: (_auth, _session, done) => done(null, { user: "plumbline" }),
    onData: (stream, session, done) => {
      simpleParser(stream)
        .then(async (mail) => {
          const one: CaughtMessage = {
            id: `${Date.now()}-${caught.length + 1}`,
            at: new Date().toISOString(),
            from: mail.from?.text ?? "",
            to: session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase()),
            subject: mail.subject ?? "",
            text: mail.text ?? "",
            html: mail.html || null,
            attachments: mail.attachments.map(({ filename, contentType, size, content }) => ({
              name: filename ?? "",
              type: contentType,
              bytes: size,
              sha256: createHash("sha256").update(content).digest("hex"),
            })),
          };
          caught.push(one);
          await writeFile(path.join(options.dir, `${one.id}.json`), JSON.stringify(one), { mode: 0o600 });
          done();
        })
        .catch((error: Error) => done(error));
    },
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once("error", reject);
    smtp.listen(options.smtpPort, "127.0.0.1", () => resolve());
  });
  const pages = http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://mail");
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, {
        "content-type": `${type}; charset=utf-8`,
        "cache-control": "no-store",
        // Also for a mail's own HTML, whose frame inherits it: nothing is fetched from elsewhere.
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      });
      response.end(body);
    };
    if (url.pathname === "/api/messages")
      return send(
        200,
        "application/json",
        JSON.stringify(newestFirst(url.searchParams.get("to") ?? undefined)),
      );
    const id = url.pathname.match(/^\/messages\/([\w-]+)$/)?.[1];
    const one = caught.find((candidate) => candidate.id === id);
    if (one) return send(200, "text/html", messagePage(one));
    if (url.pathname === "/") return send(200, "text/html", messageList(newestFirst()));
    send(404, "text/plain", "There is no such message.");
  });
  await new Promise<void>((resolve, reject) => {
    pages.once("error", reject);
    pages.listen(options.httpPort, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(pages.address() as AddressInfo).port}`,
    smtpPort: options.smtpPort,
    messages: newestFirst,
    stop: async () => {
      pages.closeAllConnections();
      await Promise.all([
        new Promise<void>((done) => smtp.close(() => done())),
        new Promise<void>((done) => pages.close(() => done())),
      ]);
    },
  };
}

async function readCaught(dir: string): Promise<CaughtMessage[]> {
  const files = (await readdir(dir)).filter((name) => name.endsWith(".json")).sort();
  const read = await Promise.all(
    files.map(async (name) => message.safeParse(JSON.parse(await readFile(path.join(dir, name), "utf8")))),
  );
  return read.flatMap((parsed) => (parsed.success ? [parsed.data] : []));
}
