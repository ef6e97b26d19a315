import type { ReactNode } from "react";
import { Glyph, type GlyphName } from "@/components/ui/glyph";

interface StateBlockProps {
  readonly glyph?: GlyphName;
  /** Cause, in one line. */
  readonly title: string;
  /** Effect: what this means, and what it does not touch. */
  readonly children?: ReactNode;
  /** Next step. */
  readonly action?: ReactNode;
}

/** Empty, failed or unknown, in the block's own place: cause, effect, next step (mocks/staff.md, States of a block). */
export function StateBlock({ glyph, title, children, action }: StateBlockProps) {
  return (
    <div className="flex gap-2 border-rule-strong border-t py-4">
      {glyph ? <Glyph name={glyph} className="mt-0.5" /> : null}
      <div className="max-w-[64ch]">
        <p className="font-semibold">{title}</p>
        {children ? <div className="text-pretty text-ink-2">{children}</div> : null}
        {action ? <div className="mt-2.5">{action}</div> : null}
      </div>
    </div>
  );
}
