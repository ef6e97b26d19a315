import { SoftLink } from "@/components/shell/soft-link";

interface MoreRowProps {
  readonly columns: number;
  /** How many rows it stands for. */
  readonly left: number;
  /** What they are, in words. */
  readonly says: string;
  /** The address that shows every row, and the words of the link; none where they are never sent at once. */
  readonly href?: string;
  readonly link?: string;
}

/** The rows of a long table that are not sent, in one line: how many and of what kind, and the way to all of them. A table's body is `StaticRows`. */
export function MoreRow({ columns, left, says, href, link }: MoreRowProps) {
  return (
    <tr data-left={left} className="block border-rule border-b py-3 desk:table-row desk:h-9 desk:py-0">
      <td
        colSpan={columns}
        className="block text-ink-3 leading-[22px] desk:table-cell desk:border-rule desk:border-b desk:leading-5"
      >
        {says}{" "}
        {href ? (
          <SoftLink href={href} className="link ml-1 inline-flex items-center max-desk:min-h-11">
            {link}
          </SoftLink>
        ) : null}
      </td>
    </tr>
  );
}
