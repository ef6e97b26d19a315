import type { ReactNode } from "react";

/** Head of a part of the page, with one quiet line beside it and its tools at the right. */
export function SectionHead(props: { id: string; title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-baseline gap-x-3">
      <h2 id={props.id} className="font-semibold text-md tracking-[-.005em]">
        {props.title}
      </h2>
      {props.note ? <span className="text-ink-3">{props.note}</span> : null}
      {props.children ? (
        <div className="mt-2 flex w-full flex-wrap gap-2 self-center desk:mt-0 desk:ml-auto desk:w-auto print:hidden">
          {props.children}
        </div>
      ) : null}
    </div>
  );
}
