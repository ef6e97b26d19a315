import { Fragment } from "react";
import {
  parseRunbook,
  piecesOf,
  type RunbookPart,
} from "@/app/(staff)/alerts/runbooks/[check]/parse-runbook";

/** A runbook as the engineer wrote it, in English: what is to be typed in looks like it, and keeps its lines. */
export function RunbookText({ text }: { text: string }) {
  return (
    <article lang="en" className="mt-6 max-w-[72ch]">
      {parseRunbook(text).map(({ heading, parts }) => (
        <section key={heading} className="mb-6">
          {heading ? <h2 className="mb-1 font-semibold text-md">{heading}</h2> : null}
          {parts.map((part) => (
            <Part key={part.text} part={part} />
          ))}
        </section>
      ))}
    </article>
  );
}

function Part({ part: { kind, text } }: { part: RunbookPart }) {
  if (kind === "code")
    return (
      <pre className="my-2 whitespace-pre-wrap break-words border-rule-strong border-l-2 bg-canvas py-2 pl-3 font-mono">
        <code>{text}</code>
      </pre>
    );
  return (
    <p className="mb-2 text-pretty break-words text-ink-2">
      {piecesOf(text).map(({ as, text: piece }, index) => {
        const key = index;
        if (as === "text") return <Fragment key={key}>{piece}</Fragment>;
        if (as === "strong") return <strong key={key}>{piece}</strong>;
        return (
          <code key={key} className="font-mono text-ink">
            {piece}
          </code>
        );
      })}
    </p>
  );
}
