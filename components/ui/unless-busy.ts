import type { SyntheticEvent } from "react";

/** A form's `onSubmit`: while its answer is awaited nothing is sent a second time, by a second click or by Enter. */
export function unlessBusy(busy: boolean): (event: SyntheticEvent) => void {
  return (event) => {
    if (busy) event.preventDefault();
  };
}
