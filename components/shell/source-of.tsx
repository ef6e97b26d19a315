import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Which figure a panel is about: one of a client's month, the sum of a currency on Today, or what an alert counts as affected. */
export type FigureSource =
  | { readonly kind: "month"; readonly client: string; readonly month: string; readonly metric: string }
  | { readonly kind: "total"; readonly currency: string }
  | { readonly kind: "alert"; readonly ids: readonly number[]; readonly currency: string };

interface SourceOfProps {
  readonly source: FigureSource;
  /** The figure as it stands here; the panel says so where it is another one by now, and a report of it carries it. */
  readonly shown: string;
  /** "Where does this number come from?", in the reader's language. */
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A figure that tells where it comes from: a button that opens the panel of the frame (source-panel.tsx), by mouse, touch or keyboard. Plain
 * HTML without a script of its own, so that a table may have hundreds.
 */
export function SourceOf({ source, shown, title, className, children }: SourceOfProps) {
  return (
    <button
      type="button"
      data-slot="source-of"
      data-source={JSON.stringify(source)}
      data-shown={shown}
      aria-haspopup="dialog"
      title={title}
      className={cn(
        "-my-2 inline-block py-2 text-inherit [font:inherit] [font-feature-settings:inherit] decoration-rule-strong decoration-dotted underline-offset-3 hover:underline print:py-0",
        className,
      )}
    >
      {children}
    </button>
  );
}
