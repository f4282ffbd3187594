// What the dialogs share: they open with what is asked, send it once, close when that is done, and show why when it is not.
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiProblem } from "../api/problem";
import { notify } from "../state/notices";

/** @param asked What the dialog is open for; undefined while it is closed. */
export function useDialog(asked: unknown) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    setProblem(undefined);
    if (asked && !dialog.current?.open) dialog.current?.showModal();
  }, [asked]);

  const close = () => dialog.current?.close();

  /** Sends; what it returns is shown as a message. */
  async function send(event: Event, act: () => Promise<string | void>) {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    try {
      const done = await act();
      close();
      if (done) notify(done);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, "It failed", String(error)));
    } finally {
      setBusy(false);
    }
  }

  return { dialog, problem, isBusy, close, send };
}
