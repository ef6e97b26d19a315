export interface RunbookPart {
  /** `code` stands between fences and keeps its lines; `words` may have code in backticks. */
  readonly kind: "words" | "code";
  readonly text: string;
}

export interface RunbookSection {
  /** Empty for what stands before the first one. */
  readonly heading: string;
  readonly parts: readonly RunbookPart[];
}

/** A runbook without its title, by sections; of Markdown it knows what runbooks use: headings of the second level, paragraphs, code, stress. Pure. */
export function parseRunbook(text: string): RunbookSection[] {
  const sections = text.replace(/^# .*\n/, "").split(/^## /m);
  return sections
    .map((section, index) => {
      const [first = "", ...rest] = section.split("\n");
      return index === 0
        ? { heading: "", parts: partsOf(section) }
        : { heading: first.trim(), parts: partsOf(rest.join("\n")) };
    })
    .filter(({ parts }) => parts.length > 0);
}

function partsOf(text: string): RunbookPart[] {
  return text.split(/^```\w*\n([\s\S]*?)^```$/m).flatMap((piece, index): RunbookPart[] =>
    index % 2 === 1
      ? [{ kind: "code", text: piece.trimEnd() }]
      : piece
          .split(/\n{2,}/)
          .map((words) => words.trim())
          .filter((words) => words !== "")
          .map((words) => ({ kind: "words", text: words })),
  );
}

/** Words with what stands between backticks or double stars told apart. */
export function piecesOf(text: string): { readonly as: "text" | "code" | "strong"; readonly text: string }[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((piece) => piece !== "")
    .map((piece) =>
      piece.startsWith("`")
        ? { as: "code", text: piece.slice(1, -1) }
        : piece.startsWith("**")
          ? { as: "strong", text: piece.slice(2, -2) }
          : { as: "text", text: piece },
    );
}
