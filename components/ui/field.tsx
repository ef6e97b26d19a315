import type { ReactNode } from "react";
import { Glyph } from "@/components/ui/glyph";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Stands under the field; an error takes its place. */
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly children: ReactNode;
}

/** A labelled field. The control inside carries `id`, and `aria-describedby` of `${id}-hint`. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div data-slot="field">
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      {children}
      <div id={`${id}-hint`} aria-live="polite" className="mt-1 min-h-[18px] text-xs">
        {error ? (
          <p className="flex gap-1.5 text-bad">
            <Glyph name="blocked" className="mt-px" />
            <span>{error}</span>
          </p>
        ) : (
          <div className="text-ink-3">{hint}</div>
        )}
      </div>
    </div>
  );
}
