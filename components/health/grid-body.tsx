"use client";

import { type GridPlace, type GridText, gridHtml } from "@/components/health/grid-html";

interface GridBodyProps {
  readonly text: GridText;
  readonly open: GridPlace | null;
  readonly stop: GridPlace | null;
}

/** The rows of the day grid. On the client's side only so that their markup is sent once, not a second time as React's own copy. */
export function GridBody({ text, open, stop }: GridBodyProps) {
  return (
    <tbody
      // biome-ignore lint/security/noDangerouslySetInnerHtml: every text in it is escaped; see gridHtml for why it is no element tree
      dangerouslySetInnerHTML={{ __html: gridHtml(text, { open, stop }) }}
    />
  );
}
