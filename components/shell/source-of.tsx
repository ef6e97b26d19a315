import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/**
 * Which figure a panel is about: one of a client's month or a part of it, the sum of a currency on Today, what an alert counts as affected, a
 * figure of data health, how often a link was opened, or the numbers of a page's first sentence.
 */
export type FigureSource =
  | {
      readonly kind: "month";
      readonly client: string;
      readonly month: string;
      readonly metric: string;
      /** Which part of it, such as `day:2026-10-27` (lib/report/figure-part.ts). */
      readonly part?: string;
    }
  | {
      readonly kind: "total";
      readonly currency: string;
      /** The page's filter, where it has one: the figure is of the clients that pass it. */
      readonly find?: string;
      readonly manager?: string;
    }
  | {
      readonly kind: "alert";
      readonly ids: readonly number[];
      readonly currency: string;
      /** Spend, an estimate or a difference (lib/alerts/amount-kind.ts). */
      readonly of: string;
    }
  | { readonly kind: "health"; readonly metric: string; readonly part?: string }
  | { readonly kind: "link"; readonly id: string }
  | { readonly kind: "sentence"; readonly of: "today" | "alerts" | "links" | "health" }
  | { readonly kind: "sentence"; readonly of: "reports"; readonly month: string }
  | { readonly kind: "sentence"; readonly of: "month"; readonly client: string; readonly month: string };

interface SourceOfProps {
  readonly source: FigureSource;
  /** The figure as it stands here, where the text holds more; the panel says so where it is another one by now, and a report of it carries it. */
  readonly shown?: string;
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
      className={cn("source-of", className)}
    >
      {children}
    </button>
  );
}

/** A sentence that tells how its numbers were counted: as `SourceOf`, but it breaks between lines as text does, which no button can. */
export function SourceSentence({ source, shown, title, children }: Omit<SourceOfProps, "className">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button is one box and would tear the sentence apart
    <a
      href="#content"
      role="button"
      data-source={JSON.stringify(source)}
      data-shown={shown}
      aria-haspopup="dialog"
      title={title}
      className="source-sentence"
    >
      {children}
    </a>
  );
}

/** What all figures inside have in common, so that each of hundreds only names itself (`BriefSource`). */
export function SourceBase(props: {
  readonly base: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <div data-source-base={JSON.stringify(props.base)} className={props.className}>
      {props.children}
    </div>
  );
}

/** As `SourceOf`, inside a `SourceBase`: what is shown is the button's own text. `of` is the metric, `part` which part of it. */
export function BriefSource(props: {
  readonly of: string;
  readonly part?: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      data-source={[props.of, props.part].filter(Boolean).join(" ")}
      aria-haspopup="dialog"
    >
      {props.children}
    </button>
  );
}

/** As `BriefSource`, inside a drawing: SVG knows no button. All marks of a drawing are one tab stop, moved by arrows (chart-keys.ts). */
export function SourceMark(props: {
  readonly of: string;
  readonly part?: string;
  /** Day, metric and value. */
  readonly words: string;
  /** Whether the tab key stops here: at one mark of a drawing. */
  readonly stop: boolean;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside a drawing
    <a
      href="#content"
      role="button"
      tabIndex={props.stop ? 0 : -1}
      aria-haspopup="dialog"
      aria-label={props.words}
      data-source={[props.of, props.part].filter(Boolean).join(" ")}
      data-shown={props.words}
    >
      {props.children}
    </a>
  );
}
