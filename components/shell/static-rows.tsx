import type { ReactNode } from "react";
import { foldText } from "@/components/shell/fold-text";
import { FoldedRows } from "@/components/shell/folded-rows";
import { keptBy } from "@/components/shell/kept-by";

interface StaticRowsProps {
  readonly className?: string;
  /** The data that the rows are made of, and everything else that decides on them as a name: then they are drawn once for the same data. */
  readonly kept?: { readonly of: readonly [object, ...object[]]; readonly as: string };
  /** Rows of elements and plain components: nothing in them has a state of its own, and links are `SoftLink`. */
  readonly children: ReactNode;
}

/**
 * The body of a table that has hundreds of rows, drawn to text on the server. As elements each of their thousands would be written down twice,
 * read again before the page is drawn, and woken up in the browser, where nothing in them ever changes (docs/adr/0024).
 */
export async function StaticRows({ className, kept, children }: StaticRowsProps) {
  // Next refuses it where it is imported at the top of a page.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const draw = () => foldText(renderToStaticMarkup(children));
  return <FoldedRows className={className} rows={kept ? keptBy(kept.of, kept.as, draw) : draw()} />;
}
