import Link from "next/link";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { Kbd } from "@/components/ui/kbd";

/** Large enough for a finger where there is no keyboard. */
const target =
  "inline-flex items-center justify-center max-desk:size-11 max-desk:rounded-md max-desk:border max-desk:border-rule-strong";

/** The report before and after this one: of those that are reviewed one after another, else of all clients by name. */
export function Neighbours({ page, queue }: { page: ClientMonth; queue: readonly string[] }) {
  const { t, month, who } = page;
  const known = page.clients.map(({ slug }) => slug);
  const chosen = queue.filter((slug) => known.includes(slug));
  const slugs = chosen.includes(who.client.slug) ? chosen : known;
  const at = slugs.indexOf(who.client.slug);
  const href = (slug: string) => {
    const query = new URLSearchParams({ client: slug, period: month });
    if (slugs === chosen) for (const item of chosen) query.append("queue", item);
    return `/reports?${query}`;
  };
  const [previous, next] = [slugs[at - 1], slugs[at + 1]];
  return (
    <span className="inline-flex items-center gap-1.5">
      {slugs === chosen
        ? t("publish.queue.place", { at: String(at + 1), count: String(slugs.length) })
        : null}
      {previous ? (
        <Link href={href(previous)} className={target} data-key="[" aria-label={t("publish.queue.previous")}>
          <Sign mark="[" arrow="‹" />
        </Link>
      ) : null}
      {next ? (
        <Link href={href(next)} className={target} data-key="]" aria-label={t("publish.queue.next")}>
          <Sign mark="]" arrow="›" />
        </Link>
      ) : null}
    </span>
  );
}

/** The key where there is a keyboard, an arrow on a phone. */
function Sign({ mark, arrow }: { mark: string; arrow: string }) {
  return (
    <>
      <span className="max-desk:hidden">
        <Kbd>{mark}</Kbd>
      </span>
      <span aria-hidden="true" className="text-base desk:hidden">
        {arrow}
      </span>
    </>
  );
}
