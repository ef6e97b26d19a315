import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type Report, reportSchema } from "@/lib/report/document";

/** A report as it is stored: RFC 8785 canonical JSON as text, and the SHA-256 (hex) of its UTF-8 bytes. */
export interface CanonicalDocument {
  readonly text: string;
  readonly sha256: string;
}

/** Canonical form of a document: the same report gives the same bytes wherever it is made. An error when it breaks its own schema. */
export function canonicalDocument(report: Report): CanonicalDocument {
  const text = canonicalize(reportSchema.parse(report));
  if (text === undefined) throw new Error("The report has no canonical form.");
  return { text, sha256: createHash("sha256").update(text, "utf8").digest("hex") };
}
