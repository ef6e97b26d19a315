import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A table for reference, rows of 30 px; below 1024 px a row becomes a block with the column's name before each figure. */
export function HealthTable(props: {
  labelledBy: string;
  /** Of each column as drawn at 1,440 px, where the table has `of` px; they shrink together. null takes what is left. */
  widths: readonly (number | null)[];
  of?: number;
  children: ReactNode;
}) {
  const { of = 1160 } = props;
  return (
    <table
      aria-labelledby={props.labelledBy}
      className="block w-full border-collapse desk:table desk:table-fixed"
    >
      <colgroup className="hidden desk:table-column-group">
        {props.widths.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
          <col key={index} style={width === null ? undefined : { width: `${(100 * width) / of}%` }} />
        ))}
      </colgroup>
      {props.children}
    </table>
  );
}

export function HealthHead({ children }: { children: ReactNode }) {
  return (
    <thead className="sr-only desk:not-sr-only desk:table-header-group">
      <tr>{children}</tr>
    </thead>
  );
}

interface ColumnProps {
  readonly right?: boolean;
  readonly span?: number;
  /** The column by which the rows stand. */
  readonly sorted?: "ascending" | "descending";
  readonly children: ReactNode;
}

export function Column({ right = false, span, sorted, children }: ColumnProps) {
  return (
    <th
      scope={span ? "colgroup" : "col"}
      colSpan={span}
      aria-sort={sorted}
      className={cn(
        "h-8 border-rule-strong border-b pb-[7px] pl-4 align-bottom font-normal text-ink-3 text-xs first:pl-0",
        right ? "text-right" : "text-left",
        sorted && "font-semibold text-ink",
      )}
    >
      {children}
    </th>
  );
}

/** A row; on a tablet two columns of figures. `folded` ones stand only where there is room for them, and in print. */
export function Row(props: { className?: string; children: ReactNode; folded?: boolean }) {
  return (
    <tr
      className={cn(
        "block border-rule border-b py-2 min-[640px]:max-desk:grid min-[640px]:max-desk:grid-cols-2 min-[640px]:max-desk:gap-x-12 desk:table-row desk:py-0 desk:hover:bg-canvas",
        props.folded && "max-desk:hidden min-[640px]:max-desk:hidden",
        props.className,
      )}
    >
      {props.children}
    </tr>
  );
}

export function RowName({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <th
      scope="row"
      className={cn(
        "col-span-2 block break-words text-left font-normal max-desk:py-1 max-desk:font-semibold desk:table-cell desk:h-[30px] desk:border-rule desk:border-b",
        className,
      )}
    >
      {children}
    </th>
  );
}

interface CellProps {
  /** The column's name, said before the figure on a phone; empty for a cell that needs none. */
  readonly label: string;
  readonly right?: boolean;
  /** Words, often more than a line: on a phone they begin at the left, under the column's name. */
  readonly prose?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Cell({ label, right = false, prose = false, className, children }: CellProps) {
  return (
    <td
      className={cn(
        "gap-4 leading-6 desk:table-cell desk:h-[30px] desk:border-rule desk:border-b desk:pl-4 desk:leading-5",
        prose ? "col-span-2 block leading-5 max-desk:py-0.5 desk:py-1.5" : "flex justify-between desk:py-1",
        right && "num desk:text-right wide:whitespace-nowrap",
        className,
      )}
    >
      {label ? (
        <span aria-hidden="true" className={cn("flex-none text-ink-3 desk:hidden", prose && "block")}>
          {label}
        </span>
      ) : null}
      <span className={cn("min-w-0", right || prose ? "" : "max-desk:text-right")}>{children}</span>
    </td>
  );
}
