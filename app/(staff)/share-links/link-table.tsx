import { LinkTableRow } from "@/app/(staff)/share-links/link-table-row";
import type { LinkInventory } from "@/app/(staff)/share-links/load-links";

const columns = ["client", "state", "use", "made", "risk", "act"] as const;

/** One row per link; below 1024 px rows become blocks with the column's name before each fact. */
export function LinkTable({ page }: { page: LinkInventory }) {
  const { t } = page;
  return (
    <table className="block w-full border-collapse desk:table">
      <thead className="sr-only desk:not-sr-only desk:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="h-8 whitespace-nowrap border-rule-strong border-b pb-[7px] pl-3 text-left align-bottom font-normal text-ink-3 text-xs first:pl-2.5 last:print:hidden"
            >
              {t(`share.staff.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block desk:table-row-group">
        {page.rows.map((row) => (
          <LinkTableRow key={row.link.id} page={page} row={row} />
        ))}
      </tbody>
    </table>
  );
}
