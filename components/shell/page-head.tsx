import type { ReactNode } from "react";

interface PageHeadProps {
  /** Now, and what concerns the whole page. */
  readonly left: ReactNode;
  readonly right?: ReactNode;
  /** The answer, then the rest of the sentence in a lighter voice. */
  readonly answer: string;
  readonly rest?: string;
}

/** The first thing on a staff page: the dateline and one sentence that answers why one came (mocks/staff.md, Page). */
export function PageHead({ left, right, answer, rest }: PageHeadProps) {
  return (
    <header className="max-w-[1160px]">
      <p className="flex flex-wrap justify-between gap-x-6 text-ink-3 text-sm desk:min-h-6 desk:items-center">
        <span>{left}</span>
        <span>{right}</span>
      </p>
      <h1 className="mt-2 text-pretty font-semibold text-[21px] leading-7 tracking-[-.012em] max-[359px]:text-lg desk:mt-3 desk:text-xl">
        {answer} {rest ? <span className="font-normal text-ink-2">{rest}</span> : null}
      </h1>
    </header>
  );
}
