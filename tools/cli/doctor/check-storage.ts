import { pdfBucketFault } from "@/lib/deliver/pdf/pdf-store";
import type { Verdict } from "@/tools/cli/doctor/verdict";

/** The bucket of the reports' PDFs is there, and nobody reads it but the portal. */
export async function checkStorage(): Promise<Verdict> {
  const check = "storage of PDFs";
  const fault = await pdfBucketFault();
  return fault ? { check, verdict: "failed", says: fault } : { check, verdict: "ok", says: "private" };
}
