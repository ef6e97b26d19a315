import Form from "next/form";
import Link from "next/link";
import { type TodayFilters, todayHref } from "@/app/(staff)/(home)/filters";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import type { PortfolioRow } from "@/lib/today/read-portfolio";

/** Whose clients, and a part of a name; both stand in the address. */
export function PortfolioTools(props: {
  page: TodayPage;
  rows: readonly PortfolioRow[];
  filters: TodayFilters;
}) {
  const { page, rows, filters } = props;
  const { t, staff } = page;
  const mine = rows.filter(({ manager }) => manager?.id === staff.id).length;
  const managers = [...new Map(rows.flatMap(({ manager }) => (manager ? [[manager.id, manager.name]] : [])))]
    .filter(([id]) => id !== staff.id)
    .map(([id, name]) => ({
      id,
      label: `${name} ${rows.filter(({ manager }) => manager?.id === id).length}`,
    }));
  const choices = [
    { id: null, label: t("today.portfolio.all", { count: String(rows.length) }) },
    ...(mine > 0
      ? [{ id: staff.id as string, label: t("today.portfolio.mine", { count: String(mine) }) }]
      : []),
    ...managers,
  ];
  return (
    <>
      {choices.length > 1 ? (
        <nav
          aria-label={t("today.portfolio.manager")}
          className="flex max-w-full flex-1 overflow-hidden rounded-md border border-rule-strong max-desk:flex-wrap desk:flex-none"
        >
          {choices.map(({ id, label }) => (
            <Link
              key={id ?? "all"}
              href={todayHref({ ...filters, manager: id })}
              scroll={false}
              aria-current={filters.manager === id ? "true" : undefined}
              className="flex h-11 flex-1 items-center justify-center whitespace-nowrap border-rule border-l px-3 text-ink-2 first:border-l-0 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink desk:h-7.5 desk:flex-none"
            >
              {label}
            </Link>
          ))}
        </nav>
      ) : null}
      <Form action="/" scroll={false} className="relative hidden desk:block">
        {Object.entries(kept(filters)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="find-client" className="sr-only">
          {t("today.portfolio.find")}
        </label>
        <Input
          id="find-client"
          name="find"
          type="search"
          data-find=""
          key={filters.find}
          defaultValue={filters.find}
          placeholder={t("today.portfolio.find")}
          className="w-50 pr-8"
        />
        <span aria-hidden="true" className="absolute top-1.5 right-2">
          <Kbd>/</Kbd>
        </span>
      </Form>
    </>
  );
}

/** What the search must not lose. */
function kept(filters: TodayFilters): Record<string, string> {
  const [, query = ""] = todayHref({ ...filters, find: "" }).split("?");
  return Object.fromEntries(new URLSearchParams(query));
}
