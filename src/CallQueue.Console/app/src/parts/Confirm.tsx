// One dialog for the whole console: it says what an action does before it is done.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiProblem } from "../api/problem";
import { notify } from "../state/notices";
import { Problem } from "./Page";

export type Question = {
  title: string;
  /** What will happen, with numbers where they are known. */
  effect: ComponentChildren;
  /** The word on the button: a verb. */
  verb: string;
  isDangerous?: boolean;
  /** Does it; what it returns is shown as a message. */
  run: () => Promise<string | void>;
};

const question = signal<Question | undefined>(undefined);

export function ask(next: Question): void {
  question.value = next;
}

export function Confirm() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const asked = question.value;

  useEffect(() => {
    setProblem(undefined);
    if (asked && !dialog.current?.open) dialog.current?.showModal();
  }, [asked]);

  async function run(event: Event) {
    event.preventDefault();
    if (!asked || isBusy) return;
    setBusy(true);
    try {
      const done = await asked.run();
      dialog.current?.close();
      if (done) notify(done);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, "It failed", String(error)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onClose={() => (question.value = undefined)}>
      {asked && (
        <form method="dialog" onSubmit={run}>
          <h2 id="confirm-title">{asked.title}</h2>
          <div class="effect">{asked.effect}</div>
          <Problem of={problem} />
          <div class="actions">
            <button type="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button type="submit" class={asked.isDangerous ? "is-dangerous" : "is-main"} disabled={isBusy} data-confirm>
              {asked.verb}
            </button>
          </div>
        </form>
      )}
    </dialog>
  );
}
