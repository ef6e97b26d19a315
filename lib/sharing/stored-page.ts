import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);

/** A published page as it was stored, and what is sent beside or instead of its bytes. */
export interface StoredPage {
  /** Of the bytes, 64 hex digits. */
  readonly sha256: string;
  readonly html: Buffer<ArrayBuffer>;
  /** The header that asks the browser for its fonts. */
  readonly fonts: string;
  /** The bytes for who reads brotli; made when they are first wanted, once. */
  readonly brotli: () => Promise<Buffer<ArrayBuffer>>;
}

const fontAddress = /url\("?(\/fonts\/[\w-]+\.woff2)"?\)/g;
/** The stylesheet begins with its fonts. */
const headBytes = 8_192;
/** A page takes some milliseconds and is smaller than with the gzip of a web server, which would pay for it with every request. */
const quality = 5;

/** Stored bytes with what is sent beside them: the browser is asked for the page's own fonts before it has read the page (P10). */
export function storedPage(html: Buffer, sha256: string): StoredPage {
  const head = html.subarray(0, headBytes).toString("latin1");
  const fonts = [...new Set([...head.matchAll(fontAddress)].map(([, address]) => address))]
    .map((address) => `<${address}>; rel=preload; as=font; type="font/woff2"; crossorigin`)
    .join(", ");
  let compressed: Promise<Buffer<ArrayBuffer>> | null = null;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: html.length,
  };
  return {
    sha256,
    html: Buffer.from(html),
    fonts,
    brotli() {
      compressed ??= compress(html, { params });
      return compressed;
    },
  };
}

/** Whether a browser that says so in `accept-encoding` reads brotli; a weight of 0 is a no. */
export function acceptsBrotli(header: string | null): boolean {
  return (header ?? "").split(",").some((part) => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(part));
}
