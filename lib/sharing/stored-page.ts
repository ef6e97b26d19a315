import { fontsNeeded } from "@/lib/sharing/fonts-needed";

/** A published page as it was stored, and the header that asks the browser for its fonts. */
export interface StoredPage {
  /** Of the bytes, 64 hex digits. */
  readonly sha256: string;
  readonly html: Buffer<ArrayBuffer>;
  readonly fonts: string;
}

/** Stored bytes with what is sent beside them: the browser is asked for the fonts of the page's text before it has read the page (P10). */
export function storedPage(html: Buffer, sha256: string): StoredPage {
  const fonts = fontsNeeded(html)
    .map((address) => `<${address}>; rel=preload; as=font; type="font/woff2"; crossorigin`)
    .join(", ");
  return { sha256, html: Buffer.from(html), fonts };
}
