import type { ReactNode } from "react";
import { Announcement } from "@/components/shell/announcement";
import { cn } from "@/components/ui/cn";
import type { Translate } from "@/lib/i18n/translator";

interface PageWaitProps {
  readonly t: Translate;
  /** What the page is, until it has its answer. */
  readonly title: string;
  /** Lines that the answer usually takes on a desk. */
  readonly lines?: 1 | 2;
  readonly children: ReactNode;
}

/**
 * A page's place while it is read: dateline, answer and blocks of the real height, without figures. Seen and said only when the wait lasts
 * longer than 300 ms (mocks/staff.md, States of a block).
 */
export function PageWait({ t, title, lines = 1, children }: PageWaitProps) {
  return (
    <div className="min-h-dvh">
      <h1 className="sr-only">{title}</h1>
      <Announcement>{t("staff.shell.reading")}</Announcement>
      <div aria-hidden="true" data-slot="page-wait" className="max-w-[1160px] animate-[late_.01s_300ms_both]">
        <p className="flex h-6 items-center justify-between">
          <Bone className="w-56" />
          <Bone className="hidden w-72 desk:block" />
        </p>
        <p className="mt-2 flex h-7 items-center desk:mt-3 desk:h-8">
          <Bone className="h-5 w-[min(100%,560px)]" />
        </p>
        {lines === 2 ? (
          <p className="flex h-7 items-center desk:h-8">
            <Bone className="h-5 w-[min(80%,420px)]" />
          </p>
        ) : null}
        {children}
      </div>
    </div>
  );
}

/** Where a line of words will stand. */
export function Bone({ className }: { className?: string }) {
  return <span className={cn("block h-2 rounded-sm bg-weekend", className)} />;
}

/** Where the heading of a section will stand. */
export function HeadBone({ className }: { className: string }) {
  return (
    <p className="mt-8 mb-2 flex h-8 items-center desk:mt-10">
      <Bone className={cn("h-3.5", className)} />
    </p>
  );
}

/** Rows of a table between hairlines; `className` is a row's height. */
export function RowBones({ rows, className }: { rows: number; className: string }) {
  return (
    <div className="border-rule-strong border-t">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have nothing else
        <p key={row} className={cn("flex items-center justify-between border-rule border-b", className)}>
          <span className="h-2 rounded-sm bg-weekend" style={{ width: 96 + ((row * 37) % 56) }} />
          <Bone className="w-16" />
        </p>
      ))}
    </div>
  );
}
