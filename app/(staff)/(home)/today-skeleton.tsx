import { ListSkeleton } from "@/app/(staff)/reports/skeletons";

/** The page's place while it is read: shown only when that takes longer than 300 ms (mocks/staff.md, States of a block). */
export function TodaySkeleton() {
  return (
    <div aria-hidden="true" className="max-w-[1160px] animate-[late_.01s_300ms_both]">
      <p className="flex h-6 items-center justify-between">
        <span className="h-2 w-56 rounded-sm bg-weekend" />
        <span className="hidden h-2 w-72 rounded-sm bg-weekend desk:block" />
      </p>
      <p className="mt-3 flex h-8 items-center">
        <span className="h-5 w-[min(100%,560px)] rounded-sm bg-weekend" />
      </p>
      <p className="mt-10 mb-2 flex h-8 items-center">
        <span className="h-3.5 w-40 rounded-sm bg-weekend" />
      </p>
      <ListSkeleton rows={4} />
      <p className="mt-10 mb-2 flex h-8 items-center">
        <span className="h-3.5 w-28 rounded-sm bg-weekend" />
      </p>
      <ListSkeleton rows={16} />
    </div>
  );
}
