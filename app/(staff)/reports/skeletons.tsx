import { Bone, PageWait, RowBones } from "@/components/shell/page-wait";
import type { Translate } from "@/lib/i18n/translator";

/** More than a screen has; what is below it is only height. */
const drawnRows = 40;

/** The table of a month: rows of the real height. */
export function ListSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true" style={{ minHeight: rows * 36 }}>
      <RowBones rows={Math.min(rows, drawnRows)} className="h-9" />
    </div>
  );
}

/** The report's place: masthead, four key figures, a chart. */
export function ReportSkeleton() {
  return (
    <div aria-hidden="true" className="min-h-[1200px] border-rule-strong border-t pt-6">
      {/* Fetches the letters of the report meanwhile, so that nothing moves when they come. */}
      <span className="invisible absolute [font-family:var(--font-serif)]">Aą</span>
      <p className="h-6 w-48 rounded-sm bg-weekend" />
      <p className="mt-4 h-3 w-72 max-w-full rounded-sm bg-weekend" />
      <div className="mt-14 grid grid-cols-2 gap-8 desk:grid-cols-4">
        {["a", "b", "c", "d"].map((key) => (
          <span key={key} className="h-24 rounded-sm bg-weekend" />
        ))}
      </div>
      <p className="mt-14 h-60 rounded-sm bg-weekend" />
    </div>
  );
}

/** The list of reports while it is read: month and client, then a row a report. */
export function ListPageSkeleton({ t }: { t: Translate }) {
  return (
    <PageWait t={t} title={t("staff.reports.title")}>
      <SelectorBones />
      <ListSkeleton rows={16} />
    </PageWait>
  );
}

/** A client's month while it is read: the report, and beside it the checklist. */
export function MonthPageSkeleton({ t }: { t: Translate }) {
  return (
    <PageWait t={t} title={t("staff.reports.title")}>
      <SelectorBones />
      <div className="grid gap-x-10 gap-y-8 pt-2 wide:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid gap-x-10 pt-10 min-[700px]:grid-cols-2 wide:order-2 wide:block">
          <RowBones rows={7} className="h-10" />
          <div className="hidden min-[700px]:block wide:hidden">
            <RowBones rows={7} className="h-10" />
          </div>
        </div>
        <ReportSkeleton />
      </div>
    </PageWait>
  );
}

function SelectorBones() {
  return (
    <div className="mt-5 mb-2 flex gap-2 desk:mt-7">
      <Bone className="h-11 flex-1 desk:h-8 desk:w-44 desk:flex-none" />
      <Bone className="h-11 flex-1 desk:h-8 desk:w-56 desk:flex-none" />
    </div>
  );
}
