/** Beside the list where there is room, under it elsewhere. */
export const panelClass =
  "mt-8 min-w-0 border-rule max-wide:border-t max-wide:pt-6 wide:sticky wide:top-6 wide:mt-0 wide:border-l wide:pl-6";
