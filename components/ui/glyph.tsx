import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/**
 * The shapes of mocks/staff.md: square a day or month, circle a publication, diamond a check, tick nothing found. Fill says the state, colour
 * only agrees, and beside each stands its word, so the drawing is hidden from readers of the page.
 */
const shapes = {
  settled: <rect x="1" y="1" width="14" height="14" rx="2" fill="var(--bar)" />,
  provisional: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="none" stroke="var(--bar)" />
      <path
        d="M2 2.5 2.5 2M2 8 8 2M2 13.5 13.5 2M7 14 14 7M12.5 14 14 12.5"
        stroke="var(--bar)"
        strokeWidth="1.25"
      />
    </>
  ),
  open: (
    <rect
      x="1.75"
      y="1.75"
      width="12.5"
      height="12.5"
      rx="1.5"
      fill="none"
      stroke="var(--ink-3)"
      strokeWidth="1.5"
      strokeDasharray="2.6 2.1"
    />
  ),
  incomplete: <circle cx="8" cy="8" r="5.75" fill="var(--bad-soft)" stroke="var(--bad)" strokeWidth="2" />,
  unreconciled: (
    <>
      <path d="M1 3a2 2 0 0 1 2-2h4v10H1Z" fill="var(--warn)" />
      <path d="M9.5 5.5h5V13a1.5 1.5 0 0 1-1.5 1.5H9.5Z" fill="var(--warn-soft)" stroke="var(--warn)" />
    </>
  ),
  late: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="var(--warn-soft)" stroke="var(--warn)" />
      <path d="M1.5 8h13v5a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13Z" fill="var(--warn)" />
    </>
  ),
  failed: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="2" fill="var(--bad-soft)" />
      <path d="m3.5 3.5 9 9m0-9-9 9" stroke="var(--bad)" strokeWidth="2.25" />
    </>
  ),
  restated: (
    <>
      <path
        d="M1.5 3A1.5 1.5 0 0 1 3 1.5h2.5l9 9V13a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13Z"
        fill="none"
        stroke="var(--bar)"
      />
      <path
        d="M2 2.5 2.5 2M2 8 6.7 3.3M2 13.5 9.45 6.05M7 14 12.2 8.8M12.5 14 14 12.5"
        stroke="var(--bar)"
        strokeWidth="1.25"
      />
      <path d="M7.5 1H13a2 2 0 0 1 2 2v5.5Z" fill="var(--ink)" />
    </>
  ),
  restatedSettled: (
    <>
      <path d="M1 3a2 2 0 0 1 2-2h3.1L15 9.9V13a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2Z" fill="var(--bar)" />
      <path d="M7.5 1H13a2 2 0 0 1 2 2v5.5Z" fill="var(--ink)" />
    </>
  ),
  noDelivery: <circle cx="8" cy="8" r="2" fill="var(--ink-3)" />,
  draft: (
    <circle
      cx="8"
      cy="8"
      r="5.75"
      fill="none"
      stroke="var(--ink-3)"
      strokeWidth="1.5"
      strokeDasharray="2.4 2.115"
    />
  ),
  published: <circle cx="8" cy="8" r="6.5" fill="var(--good)" />,
  withdrawn: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="var(--ink-3)" strokeWidth="1.5" />
      <path d="M4 12 12 4" stroke="var(--ink-3)" strokeWidth="1.5" />
    </>
  ),
  corrected: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="none" stroke="var(--good)" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="3.75" fill="var(--good)" />
    </>
  ),
  none: <path d="M5 8h6" stroke="var(--rule-strong)" strokeWidth="1.5" />,
  blocked: (
    <>
      <path d="M8 .5 15.5 8 8 15.5.5 8Z" fill="var(--bad)" />
      <path d="M8 4.4v4.2M8 10.4v1.7" stroke="var(--paper)" strokeWidth="1.75" />
    </>
  ),
  look: (
    <>
      <path d="M8 1.4 14.6 8 8 14.6 1.4 8Z" fill="var(--warn-soft)" stroke="var(--warn)" strokeWidth="1.4" />
      <path d="M8 4.9v3.7M8 10v1.6" stroke="var(--warn)" strokeWidth="1.6" />
    </>
  ),
  unknown: (
    <>
      <path
        d="M8 .8 15.2 8 8 15.2.8 8Z"
        fill="var(--unknown-soft)"
        stroke="var(--unknown)"
        strokeWidth="1.1"
      />
      <path
        d="M6 6.5c0-1.2.9-1.95 2-1.95s2 .7 2 1.8c0 1.35-1.95 1.45-1.95 2.75M8.05 10.4v1.5"
        fill="none"
        stroke="var(--unknown)"
        strokeWidth="1.4"
      />
    </>
  ),
  info: (
    <>
      <path d="M8 1.4 14.6 8 8 14.6 1.4 8Z" fill="none" stroke="var(--bar)" strokeWidth="1.4" />
      <path d="M8 7.4v4M8 4.6v1.5" stroke="var(--bar)" strokeWidth="1.5" />
    </>
  ),
  inReview: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="var(--accent)" strokeWidth="1.5" />
      <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5Z" fill="var(--accent)" />
    </>
  ),
  acknowledged: (
    <>
      <path d="M8 1.4 14.6 8 8 14.6 1.4 8Z" fill="none" stroke="var(--ink-2)" strokeWidth="1.4" />
      <circle cx="8" cy="8" r="2" fill="var(--ink-2)" />
    </>
  ),
  snoozed: (
    <>
      <path d="M8 1.4 14.6 8 8 14.6 1.4 8Z" fill="none" stroke="var(--ink-3)" strokeWidth="1.4" />
      <path d="M6.6 5.9v4.2M9.4 5.9v4.2" stroke="var(--ink-3)" strokeWidth="1.4" />
    </>
  ),
  partly: (
    <path
      d="m3 8.4 3.3 3.3L13 4.6"
      fill="none"
      stroke="var(--unknown)"
      strokeWidth="1.75"
      strokeDasharray="2.6 1.6"
    />
  ),
  clear: <path d="m3 8.4 3.3 3.3L13 4.6" fill="none" stroke="var(--good)" strokeWidth="1.75" />,
} satisfies Record<string, ReactNode>;

export type GlyphName = keyof typeof shapes;

export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg
      data-slot="glyph"
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cn("block size-4 flex-none", className)}
    >
      {shapes[name]}
    </svg>
  );
}

/** The same shapes once, for places that draw one of them thousands of times with `<use href="#g-NAME">`. */
export function GlyphSymbols({ names }: { names: readonly GlyphName[] }) {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      {names.map((name) => (
        <symbol key={name} id={`g-${name}`} viewBox="0 0 16 16">
          {shapes[name]}
        </symbol>
      ))}
    </svg>
  );
}
