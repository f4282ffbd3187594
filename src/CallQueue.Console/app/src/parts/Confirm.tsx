// One dialog for the whole console: it says what an action does before it is done.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Problem } from "./Page";
import { useDialog } from "./useDialog";

export type Question = {
  title: string;
  /** What will happen, with numbers where they are known. */
  effect: ComponentChildren;
  /** The word on the button: a verb. */
  verb: string;
  isDangerous?: boolean;
  /** Does it; what it returns is shown as a message. Without it, the effect is not known (yet), and nothing can be confirmed. */
  run?: () => Promise<string | void>;
};

const question = signal<Question | undefined>(undefined);

export function ask(next: Question): void {
  question.value = next;
}

/** Another question in the place of one that is still open. */
export function replace(open: Question, next: Question): void {
  if (question.value === open) question.value = next;
}

export function Confirm() {
  const asked = question.value;
  const { dialog, problem, isBusy, close, send } = useDialog(asked);
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onClose={() => (question.value = undefined)}>
      {asked && (
        <form method="dialog" onSubmit={event => (asked.run ? void send(event, asked.run) : event.preventDefault())}>
          <h2 id="confirm-title">{asked.title}</h2>
          <div class="effect">{asked.effect}</div>
          <Problem of={problem} />
          <div class="actions">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class={asked.isDangerous ? "is-dangerous" : "is-main"} disabled={isBusy || !asked.run} data-confirm>
              {asked.verb}
            </button>
          </div>
        </form>
      )}
    </dialog>
  );
}
