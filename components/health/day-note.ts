/**
 * The small note beside the cell under the pointer or the focus: its name, by which run it was read, what changed. `notes`: what cells
 * have to say beside their names, by their `data-n`.
 */
export function dayNote(root: Element, notes: readonly string[]) {
  const note = document.createElement("div");
  note.className = "daygrid-note";
  // The cell's own name says it to readers already.
  note.setAttribute("aria-hidden", "true");
  note.hidden = true;
  root.append(note);
  return {
    show(cell: HTMLTableCellElement) {
      const more = cell.dataset.n === undefined ? undefined : notes[Number(cell.dataset.n)];
      const name = document.createElement("b");
      name.textContent = cell.getAttribute("aria-label");
      note.replaceChildren(name, ...(more ? [document.createElement("br"), more] : []));
      note.hidden = false;
      const box = cell.getBoundingClientRect();
      const own = note.getBoundingClientRect();
      const left = Math.min(Math.max(12, box.left), innerWidth - own.width - 12);
      const below = box.bottom + 6;
      note.style.left = `${left}px`;
      note.style.top = `${below + own.height > innerHeight ? box.top - own.height - 6 : below}px`;
    },
    hide() {
      note.hidden = true;
    },
    remove() {
      note.remove();
    },
  };
}
