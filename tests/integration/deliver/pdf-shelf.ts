import { createHash } from "node:crypto";
import type { PdfStore } from "@/lib/deliver/pdf/pdf-store";

/** A store of PDFs in memory, as strict as the bucket: it gives out only the file that was asked for. */
export function pdfShelf(): PdfStore & { readonly files: Map<string, Buffer<ArrayBuffer>> } {
  const files = new Map<string, Buffer<ArrayBuffer>>();
  return {
    files,
    async put(path, bytes) {
      files.set(path, Buffer.from(bytes));
    },
    async get(path, sha256) {
      const bytes = files.get(path);
      if (!bytes || createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new Error(`The PDF ${path} was not read.`);
      return bytes;
    },
  };
}
