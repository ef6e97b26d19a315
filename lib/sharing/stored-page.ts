/** A published page as it was stored, and the header that asks the browser for its fonts. */
export interface StoredPage {
  /** Of the bytes, 64 hex digits. */
  readonly sha256: string;
  readonly html: Buffer<ArrayBuffer>;
  readonly fonts: string;
}

const fontAddress = /url\("?(\/fonts\/[\w-]+\.woff2)"?\)/g;
/** The stylesheet begins with its fonts. */
const headBytes = 8_192;

/** Stored bytes with what is sent beside them: the browser is asked for the page's own fonts before it has read the page (P10). */
export function storedPage(html: Buffer, sha256: string): StoredPage {
  const head = html.subarray(0, headBytes).toString("latin1");
  const fonts = [...new Set([...head.matchAll(fontAddress)].map(([, address]) => address))]
    .map((address) => `<${address}>; rel=preload; as=font; type="font/woff2"; crossorigin`)
    .join(", ");
  return { sha256, html: Buffer.from(html), fonts };
}
