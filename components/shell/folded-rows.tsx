"use client";

import { useMemo } from "react";
import { unfoldText } from "@/components/shell/fold-text";

interface FoldedRowsProps {
  readonly className: string | undefined;
  /** Rows as `foldText` wrote them, of markup in which every text is escaped. */
  readonly rows: string;
}

/** A table's body of rows that nothing wakes up. On the client's side only so that their markup is sent once, and a second time folded instead of whole. */
export function FoldedRows({ className, rows }: FoldedRowsProps) {
  const markup = useMemo(() => unfoldText(rows), [rows]);
  return (
    <tbody
      className={className}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: React wrote it and escaped every text in it, see StaticRows
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}
