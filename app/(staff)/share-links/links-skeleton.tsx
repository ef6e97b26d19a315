import { Bone, PageWait, RowBones } from "@/components/shell/page-wait";
import type { Translate } from "@/lib/i18n/translator";

/** The inventory of links while it is read: its filters, then a row a link. */
export function LinksSkeleton({ t }: { t: Translate }) {
  return (
    <PageWait t={t} title={t("share.staff.title")}>
      <Bone className="mt-10 mb-8 h-11 w-[min(100%,620px)] desk:h-8" />
      <RowBones rows={12} className="h-[50px]" />
    </PageWait>
  );
}
