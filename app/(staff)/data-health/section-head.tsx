import type { ReactNode } from "react";

/** A section's name, and beside it one quiet line saying what it covers (mocks/staff.md, Page). */
export function SectionHead(props: { id: string; title: string; children?: ReactNode }) {
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-baseline gap-x-3">
      <h2 id={props.id} className="font-semibold text-md tracking-[-.005em]">
        {props.title}
      </h2>
      {props.children ? <span className="text-ink-3">{props.children}</span> : null}
    </div>
  );
}
