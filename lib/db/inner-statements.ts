/**
 * Statements without the `BEGIN` and `COMMIT` that they bring along: the queue's maintenance sends some as a transaction of their own, and here they
 * run inside of one that has the role. With them Postgres warned three times a minute that there was a transaction already, and then that there was none.
 */
export function innerStatements(text: string): string {
  return text.replace(/^\s*BEGIN;([\s\S]*;)\s*COMMIT;\s*$/, "$1");
}
