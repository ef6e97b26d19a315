import { type LinkRow, loadLinks } from "@/app/(staff)/share-links/load-links";
import { joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";

const risks = ["no_passcode", "far_end", "unused", "old"] as const;

/** Links that open a report now, and those worth a look by reason, each with whose it is. */
export async function countLinks(): Promise<Sentence | null> {
  const { t, rows, counts } = await loadLinks("state=all");
  const names = (which: (row: LinkRow) => boolean) => rows.filter(which).map(({ link }) => link.client.name);
  return {
    text: joined(
      t("share.staff.answer", { live: counts.live }),
      t("share.staff.rest", { risky: counts.risky }),
    ),
    formula: t("today.source.sentence.links.formula"),
    counted: [
      { term: t("today.source.sentence.links.live"), names: names(({ state }) => state === "live") },
      ...risks.map((risk) => ({
        term: t(`share.staff.risk.${risk}`),
        names: names((row) => row.risks.includes(risk)),
      })),
    ],
  };
}
