import { LinkTableRow } from "@/app/(staff)/share-links/link-table-row";
import { type LinkInventory, mostRows } from "@/app/(staff)/share-links/load-links";
import { MoreRow } from "@/components/shell/more-row";

const columns = ["client", "state", "use", "made", "risk", "act"] as const;

/** One row per link; below 1024 px rows become blocks with the column's name before each fact. */
export function LinkTable({ page }: { page: LinkInventory }) {
  const { t, rows, left, filter } = page;
  const total = rows.length + left.count;
  // All of very many are never sent; then the filters lead on, and the line says so.
  const shownAtOnce = total <= mostRows;
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
        {rows.map((row) => (
          <LinkTableRow key={row.link.id} page={page} row={row} />
        ))}
        {left.count > 0 ? (
          <MoreRow
            columns={columns.length}
            left={left.count}
            says={t(shownAtOnce ? "share.staff.left" : "share.staff.leftMany", left)}
            {...(shownAtOnce
              ? { href: allHref(filter), link: t("share.staff.showAll", { count: String(total) }) }
              : {})}
          />
        ) : null}
      </tbody>
    </table>
  );
}

function allHref({ state, client, risk }: LinkInventory["filter"]): string {
  return `/share-links?${new URLSearchParams({ state, client, risk, rows: "all" })}`;
}
