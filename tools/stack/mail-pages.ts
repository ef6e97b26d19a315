import type { CaughtMessage } from "@/tools/stack/mail";

const style = `:root{color-scheme:light dark;--paper:#fff;--ink:#15181c;--ink-3:#626a73;--rule:#e2e3de;--accent:#1d4e79}
@media (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#eceef0;--ink-3:#959da6;--rule:#2b3036;--accent:#8fbbe9}}
*{box-sizing:border-box}body{margin:0 auto;max-width:800px;padding:32px 20px;background:var(--paper);color:var(--ink);font:15px/22px system-ui,sans-serif}
h1{font-size:20px;margin:0 0 4px}p{margin:0 0 16px;color:var(--ink-3)}ul{list-style:none;margin:0;padding:0}li{border-top:1px solid var(--rule)}
li a{display:grid;gap:2px;padding:12px 0;color:inherit;text-decoration:none}li a:hover b{text-decoration:underline}small{color:var(--ink-3)}a{color:var(--accent)}
iframe{width:100%;height:480px;border:1px solid var(--rule);background:#fff}pre{white-space:pre-wrap;border-top:1px solid var(--rule);padding-top:16px}`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const moment = (iso: string): string =>
  new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style><body>${body}`;

/** All mail that was caught, newest first. */
export function messageList(messages: readonly CaughtMessage[]): string {
  const rows = messages.map(
    (one) =>
      `<li><a href="/messages/${one.id}"><b>${escapeHtml(one.subject)}</b><small>${escapeHtml(one.to.join(", "))} · ${escapeHtml(moment(one.at))}</small></a>`,
  );
  const list =
    rows.length > 0
      ? `<ul>${rows.join("")}</ul>`
      : "<p>Nothing was sent yet. Ask for a sign-in code and reload this page.</p>";
  return page(
    "Mail",
    `<h1>Mail</h1><p>What the portal would have sent. Nothing leaves this machine.</p>${list}`,
  );
}

/** One message, as its reader sees it. Its HTML is shut into a frame without scripts. */
export function messagePage(one: CaughtMessage): string {
  const body = one.html
    ? `<iframe sandbox="" title="Message" srcdoc="${escapeHtml(one.html)}"></iframe>`
    : "";
  const attached = one.attachments
    .map(({ name, bytes }) => `<p>Attached: ${escapeHtml(name)}, ${Math.ceil(bytes / 1024)} kB</p>`)
    .join("");
  return page(
    one.subject,
    `<p><a href="/">All mail</a></p><h1>${escapeHtml(one.subject)}</h1><p>To ${escapeHtml(one.to.join(", "))}, ${escapeHtml(moment(one.at))}</p>${attached}${body}<pre>${escapeHtml(one.text)}</pre>`,
  );
}
