import { gzipSync } from "node:zlib";

/** Requests at once: more than the two cores of a small machine, so that the server is never idle. */
const atOnce = 6;

/** Answers a second of one page while `seconds` pass; every answer must be 200 and whole. */
export async function requestsPerSecond(url: string, cookie: string, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  const began = performance.now();
  let answered = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        await readPage(url, cookie);
        answered += 1;
      }
    }),
  );
  return (answered * 1_000) / (performance.now() - began);
}

/** Bytes of script that the page's HTML asks for, gzipped each. */
export async function scriptBytes(url: string, cookie: string): Promise<number> {
  const html = await readPage(url, cookie);
  const sources = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].flatMap(([, source]) => (source ? [source] : [])),
  );
  let bytes = 0;
  for (const source of sources) {
    const script = await fetch(new URL(source.replaceAll("&amp;", "&"), url));
    if (!script.ok) throw new Error(`${source} answers ${script.status}.`);
    bytes += gzipSync(Buffer.from(await script.arrayBuffer())).length;
  }
  return bytes;
}

async function readPage(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const html = await answer.text();
  if (answer.status !== 200 || !html.includes("</html>")) throw new Error(`${url} answers ${answer.status}.`);
  return html;
}
