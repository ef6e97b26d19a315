import type { ReactNode } from "react";
import { type FigureSource, SourceSentence } from "@/components/shell/source-of";

interface PageHeadProps {
  /** Now, and what concerns the whole page. */
  readonly left: ReactNode;
  readonly right?: ReactNode;
  /** The answer, then the rest of the sentence in a lighter voice. */
  readonly answer: string;
  readonly rest?: string;
  /** How its numbers were counted; left out where it has none. */
  readonly source?: { readonly about: FigureSource; readonly title: string };
}

/** The first thing on a staff page: the dateline and one sentence that answers why one came (mocks/staff.md, Page). */
export function PageHead({ left, right, answer, rest, source }: PageHeadProps) {
  const words = (
    <>
      {answer} {rest ? <span className="font-normal text-ink-2">{rest}</span> : null}
    </>
  );
  return (
    <header className="max-w-[1160px]">
      <p className="flex flex-wrap items-center justify-between gap-x-6 text-ink-3 text-sm desk:min-h-6">
        <span className="wrap-anywhere">{left}</span>
        <span>{right}</span>
      </p>
      <h1 className="wrap-anywhere mt-2 text-pretty font-semibold text-[21px] leading-7 tracking-[-.012em] max-[359px]:text-lg desk:mt-3 desk:text-xl">
        {source ? (
          <SourceSentence
            source={source.about}
            shown={rest ? `${answer} ${rest}` : answer}
            title={source.title}
          >
            {words}
          </SourceSentence>
        ) : (
          words
        )}
      </h1>
    </header>
  );
}
