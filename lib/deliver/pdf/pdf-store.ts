import { createHash } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { requireEnv } from "@/lib/ops/env";

/** Where PDFs of publications are kept. Private: they are read with the secret key and streamed through our own routes (incident 39). */
export const pdfBucket = "publications";

/** Storage that does not answer for so long is tried again later; shorter than the lease of whoever waits for it. */
const patienceMs = 15_000;

/** The file is not there, or is another one than was made: asking again cannot help, printing it anew does. */
export class LostPdfError extends Error {
  override name = "LostPdfError";
}

export interface PdfStore {
  /** Keeps the file; the same file twice is no error. An error, and nothing is kept, while the bucket is public. */
  put(path: string, bytes: Buffer): Promise<void>;
  /** The file's bytes. LostPdfError when it is not there, or is not the one whose SHA-256 (hex) is asked for; another error when it cannot be read now. */
  get(path: string, sha256: string): Promise<Buffer<ArrayBuffer>>;
}

/** Why the bucket takes no file, in a sentence that says what to do: it is missing or public, or Storage does not answer. Null when it takes one. */
export async function pdfBucketFault(patience = patienceMs): Promise<string | null> {
  const { data: bucket, error } = await storage(patience).getBucket(pdfBucket);
  if (error)
    return `The bucket ${pdfBucket} could not be looked at (${error.message}): it has to be there, private, in Supabase Storage.`;
  return bucket.public
    ? `The bucket ${pdfBucket} is public: anybody could read a client's report there. Make it private in Supabase Storage; PDFs that wait are then stored at the next try.`
    : null;
}

/** The bucket in Supabase Storage, through supabase-js with the secret key. Never inside a transaction. */
export function supabasePdfStore(patience = patienceMs): PdfStore {
  return {
    async put(path, bytes) {
      const fault = await pdfBucketFault(patience);
      if (fault) throw new Error(fault);
      const { error } = await storage(patience)
        .from(pdfBucket)
        .upload(path, bytes, { contentType: "application/pdf", upsert: true });
      if (error) throw new Error(`The PDF ${path} was not stored: ${error.message}`);
    },
    async get(path, sha256) {
      const { data, error } = await storage(patience).from(pdfBucket).download(path);
      if (error) {
        const words = `The PDF ${path} was not read: ${error.message}`;
        // Storage says 404 in its own code, whatever the status of its answer.
        throw "statusCode" in error && error.statusCode === "404"
          ? new LostPdfError(words)
          : new Error(words);
      }
      const bytes = Buffer.from(await data.arrayBuffer());
      if (createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new LostPdfError(`The PDF ${path} is not the file that was made.`);
      return bytes;
    },
  };
}

const storage = (patience: number) =>
  createClient(requireEnv("NEXT_PUBLIC_SUPABASE_URL"), requireEnv("SUPABASE_SECRET_KEY"), {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      // The body counts as well: an answer that begins and stalls is none.
      fetch: (input, init) => {
        const timeout = AbortSignal.timeout(patience);
        const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
        return fetch(input, { ...init, signal });
      },
    },
  }).storage;
