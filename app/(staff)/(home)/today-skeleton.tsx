import { HeadBone, PageWait, RowBones } from "@/components/shell/page-wait";
import type { Translate } from "@/lib/i18n/translator";

/** Today while it is read: what needs somebody, then the portfolio. */
export function TodaySkeleton({ t }: { t: Translate }) {
  return (
    <PageWait t={t} title={t("today.title")}>
      <HeadBone className="w-40" />
      <RowBones rows={4} className="h-20" />
      <HeadBone className="w-28" />
      <RowBones rows={16} className="h-9" />
    </PageWait>
  );
}
