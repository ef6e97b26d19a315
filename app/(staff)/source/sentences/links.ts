import { linksSentence } from "@/app/(staff)/share-links/links-sentence";
import { type JudgedRow, judgeLinks } from "@/app/(staff)/share-links/load-links";
import { joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";

const states = ["live", "waits", "withdrawn"] as const;
const risks = ["far_end", "unused", "old"] as const;

/** Links that open a report now, those that say that there is none to see, and those worth a look by reason, each with whose it is. */
export async function countLinks(): Promise<Sentence | null> {
  const { page, all, counts } = await judgeLinks();
  const { t } = page;
  const names = (which: (row: JudgedRow) => boolean) => all.filter(which).map(({ link }) => link.client.name);
  const { answer, rest } = linksSentence(t, counts);
  return {
    text: joined(answer, rest),
    formula: t("today.source.sentence.links.formula"),
    counted: [
      ...states.map((wanted) => ({
        term: t(`today.source.sentence.links.${wanted}`),
        names: names(({ state }) => state === wanted),
      })),
      ...risks.map((risk) => ({
        term: t(`share.staff.risk.${risk}`),
        names: names((row) => row.risks.includes(risk)),
      })),
    ],
  };
}
