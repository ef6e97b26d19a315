import { Fragment, type ReactNode } from "react";

const range = /(\d+–\d+)/;

/** Text in which a range such as 8–31 never breaks at its dash (mocks/report.md, Type). */
export function keepTogether(text: string): ReactNode {
  return text.split(range).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have no other identity and never move
      <span className="nb" key={index}>
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
