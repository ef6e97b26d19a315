/** Moves between the marks of a drawing by arrows, Home and End; the space bar presses as on a button. True where the key was one of these. */
export function moveInDrawing(event: KeyboardEvent): boolean {
  const mark = event.target;
  if (!(mark instanceof SVGAElement) || !mark.dataset.source) return false;
  const drawing = mark.ownerSVGElement;
  if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === " ") {
    mark.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    return true;
  }
  const to = neighbour(marksOf(drawing), mark, event.key);
  if (!to) return false;
  mark.setAttribute("tabindex", "-1");
  to.setAttribute("tabindex", "0");
  to.focus();
  return true;
}

function neighbour(marks: readonly SVGAElement[], mark: SVGAElement, key: string): SVGAElement | null {
  const index = marks.indexOf(mark);
  const [, part] = (mark.dataset.source ?? "").split(" ");
  switch (key) {
    case "ArrowLeft":
      return marks[Math.max(0, index - 1)] ?? null;
    case "ArrowRight":
      return marks[Math.min(marks.length - 1, index + 1)] ?? null;
    case "Home":
      return marks[0] ?? null;
    case "End":
      return marks.at(-1) ?? null;
    // The same day in the other panel.
    case "ArrowUp":
    case "ArrowDown":
      return marks.find((other) => other !== mark && other.dataset.source?.endsWith(` ${part}`)) ?? mark;
    default:
      return null;
  }
}

function marksOf(drawing: Element): SVGAElement[] {
  return [...drawing.querySelectorAll<SVGAElement>("a[data-source]")];
}
