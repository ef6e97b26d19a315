/** More than a screen has; what is below it is only height. */
const drawnRows = 40;

/** Rows of the real height, no shimmer: what will stand here, without its figures (mocks/staff.md, States of a block). */
export function ListSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true" className="border-rule-strong border-t" style={{ minHeight: rows * 36 }}>
      {Array.from({ length: Math.min(rows, drawnRows) }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have nothing else
        <p key={row} className="flex h-9 items-center justify-between border-rule border-b">
          <span className="h-2 rounded-sm bg-weekend" style={{ width: 96 + ((row * 37) % 56) }} />
          <span className="h-2 w-16 rounded-sm bg-weekend" />
        </p>
      ))}
    </div>
  );
}

/** The report's place: masthead, four key figures, a chart. */
export function ReportSkeleton() {
  return (
    <div aria-hidden="true" className="min-h-[1200px] border-rule-strong border-t pt-6">
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
