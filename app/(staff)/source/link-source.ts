import type { Temporal } from "temporal-polyfill";
import { instantText } from "@/app/(staff)/source/sentences/sentence";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { monthText } from "@/lib/i18n/date-text";
import { neverUsed, readLinkInventory, readLinkUse } from "@/lib/sharing/read-link-inventory";

/** How often a link was opened: what counts as an opening, since when, and the last one. null where there is no such link. */
export async function linkSource(
  tx: StaffTx,
  page: StaffPage,
  { id, now }: { readonly id: string; readonly now: Temporal.Instant },
): Promise<SourceAnswer | null> {
  const { t, staff } = page;
  const [link] = await readLinkInventory(tx, id);
  if (!link) return null;
  const use = (await readLinkUse(tx, [link.id])).get(link.id) ?? neverUsed;
  return {
    title: t("today.source.sentence.link.title", { client: link.client.name }),
    sum: t("share.staff.opens", { count: use.opens }),
    rows: [
      [t("report.panel.formula"), t("today.source.sentence.link.formula")],
      [
        t("today.source.sentence.link.what"),
        link.month
          ? monthText(staff.locale, link.month)
          : t(link.kind === "csv" ? "share.staff.allCsv" : "share.staff.allMonths"),
      ],
      [
        t("today.source.sentence.link.made"),
        t("today.source.sentence.link.madeBy", {
          instant: instantText(page, link.createdAt),
          name: link.createdBy,
        }),
      ],
      [
        t("today.source.sentence.link.last"),
        use.lastOpenedAt ? instantText(page, use.lastOpenedAt) : t("today.source.sentence.never"),
      ],
      [t("today.source.sentence.read"), instantText(page, now)],
    ],
    wrong: null,
  };
}
