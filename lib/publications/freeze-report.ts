import type { Temporal } from "temporal-polyfill";
import type { Actor } from "@/lib/db/database";
import { type CanonicalDocument, canonicalDocument } from "@/lib/publications/canonical-document";
import { type RenderedPublication, renderPublication } from "@/lib/publications/render-publication";
import type { Report } from "@/lib/report/document";

/** A version, ready to be stored. */
export interface Frozen {
  readonly version: number;
  readonly document: CanonicalDocument;
  readonly html: RenderedPublication;
  readonly at: Temporal.Instant;
  readonly overrideReason: string | null;
  /** Why it replaces the version before; null for the first. */
  readonly why: string | null;
}

type Change = NonNullable<Report["publication"]>["changes"][number];

/**
 * Freezes a live document as a version (R10): names who and when, prints the reason that lifted what stood against it and the corrections up
 * to here, then takes canonical JSON, bytes and both hashes. Nothing is computed after this.
 */
export async function freezeReport(args: {
  readonly report: Report;
  readonly version: number;
  readonly actor: Actor;
  readonly now: Temporal.Instant;
  readonly overrideReason: string | null;
  /** Corrections up to and with this version, in order; the last one's `why` is stored beside. */
  readonly changes: readonly Change[];
}): Promise<Frozen> {
  const { version, actor, now, overrideReason, changes } = args;
  const at = now.toString();
  const override = overrideReason ? { override: { reason: overrideReason, by: actor.name, at } } : {};
  const report: Report = {
    ...args.report,
    publication: { version, at, by: actor.name, ...override, changes: [...changes] },
  };
  const document = canonicalDocument(report);
  const html = await renderPublication({ report, documentSha256: document.sha256 });
  return { version, document, html, at: now, overrideReason, why: changes.at(-1)?.why ?? null };
}
