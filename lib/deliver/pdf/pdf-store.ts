import { createHash } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { requireEnv } from "@/lib/ops/env";

/** Where PDFs of publications are kept. Private: they are read with the secret key and streamed through our own routes (incident 39). */
export const pdfBucket = "publications";

export interface PdfStore {
  /** Keeps the file; the same file twice is no error. */
  put(path: string, bytes: Buffer): Promise<void>;
  /** The file's bytes. An error when it is not there, or is not the one whose SHA-256 (hex) is asked for. */
  get(path: string, sha256: string): Promise<Buffer<ArrayBuffer>>;
}

/** The bucket in Supabase Storage, through supabase-js with the secret key. Never inside a transaction. */
export function supabasePdfStore(): PdfStore {
  const bucket = () =>
    createClient(requireEnv("NEXT_PUBLIC_SUPABASE_URL"), requireEnv("SUPABASE_SECRET_KEY"), {
      auth: { persistSession: false, autoRefreshToken: false },
    }).storage.from(pdfBucket);
  return {
    async put(path, bytes) {
      const { error } = await bucket().upload(path, bytes, { contentType: "application/pdf", upsert: true });
      if (error) throw new Error(`The PDF ${path} was not stored: ${error.message}`);
    },
    async get(path, sha256) {
      const { data, error } = await bucket().download(path);
      if (error) throw new Error(`The PDF ${path} was not read: ${error.message}`);
      const bytes = Buffer.from(await data.arrayBuffer());
      if (createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new Error(`The PDF ${path} is not the file that was made.`);
      return bytes;
    },
  };
}
