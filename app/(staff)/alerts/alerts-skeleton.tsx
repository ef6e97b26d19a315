import { Bone, PageWait, RowBones } from "@/components/shell/page-wait";
import type { Translate } from "@/lib/i18n/translator";

/** Alerts while they are read: the list, and beside it the one that is open. */
export function AlertsSkeleton({ t }: { t: Translate }) {
  return (
    <PageWait t={t} title={t("alertsPage.title")}>
      <div className="mt-5 grid gap-x-10 wide:grid-cols-[minmax(0,1fr)_400px]">
        <div>
          <Bone className="mb-2 h-11 w-full desk:h-8 desk:w-[470px]" />
          <Bone className="mb-10 h-11 w-full desk:h-8 desk:w-[640px]" />
          <RowBones rows={10} className="h-14" />
        </div>
        <div className="hidden space-y-5 border-rule border-l pl-6 wide:block">
          <Bone className="w-28" />
          <Bone className="h-5 w-72" />
          <Bone className="w-80" />
          <Bone className="w-72" />
          <Bone className="w-76" />
        </div>
      </div>
    </PageWait>
  );
}
