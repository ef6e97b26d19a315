import { Bone, HeadBone, PageWait, RowBones } from "@/components/shell/page-wait";
import type { Translate } from "@/lib/i18n/translator";

const clients = 16;

/** Data health while it is read: a strip of days for each client beside the open day, then the tables. */
export function HealthSkeleton({ t }: { t: Translate }) {
  return (
    <PageWait t={t} title={t("health.title")} lines={2}>
      <HeadBone className="w-16" />
      <div className="grid gap-x-8 wide:grid-cols-[minmax(0,1fr)_288px]">
        <div className="pt-10">
          {Array.from({ length: clients }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have nothing else
            <p key={row} className="flex h-[21px] items-center gap-6">
              <span className="h-2 rounded-sm bg-weekend" style={{ width: 72 + ((row * 37) % 48) }} />
              <Bone className="ml-auto h-4 w-[min(630px,60%)] wide:mr-18" />
            </p>
          ))}
        </div>
        <div className="hidden space-y-5 border-rule border-l pt-2 pl-6 wide:block">
          <Bone className="w-40" />
          <Bone className="h-3.5 w-28" />
          <Bone className="w-52" />
          <Bone className="w-48" />
          <Bone className="w-56" />
        </div>
      </div>
      <div className="mt-24">
        <HeadBone className="w-40" />
        <RowBones rows={clients} className="h-[30px]" />
      </div>
    </PageWait>
  );
}
