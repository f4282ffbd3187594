import { useState } from "preact/hooks";
import { ApiProblem } from "../api/problem";
import { Page, Problem } from "../parts/Page";
import { ask } from "../parts/Confirm";
import { go, to } from "../state/route";
import { notify } from "../state/notices";
import { count } from "../words/times";
import { ColumnsStep } from "./campaign/ColumnsStep";
import { check, checked, clear, draft, isCurrent, list, start } from "./campaign/draft";
import { Findings } from "./campaign/Findings";
import { ListStep } from "./campaign/ListStep";
import { MessageStep } from "./campaign/MessageStep";
import { OptionsStep } from "./campaign/OptionsStep";

export function NewCampaign({ business }: { business: string }) {
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const answer = checked.value?.answer;

  async function runCheck(event: Event) {
    event.preventDefault();
    setBusy(true);
    try {
      await check(business);
      setProblem(undefined);
      document.getElementById("findings")?.focus();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, "The check failed", String(error)));
    } finally {
      setBusy(false);
    }
  }

  const startIt = () =>
    ask({
      title: `Start ${draft.value.runId}?`,
      effect: (
        <p>
          {count(answer!.total, "person", "people")} {answer!.total === 1 ? "is" : "are"} called{draft.value.startAt ? ` from ${new Date(draft.value.startAt).toLocaleString()} on` : " from now on"}, as slots, hours and limits allow.
        </p>
      ),
      verb: "Start calling",
      run: async () => {
        const run = await start(business);
        notify(`${run} is queued.`);
        go(to("b", business, "runs", run));
      },
    });

  return (
    <Page title="New campaign" lead={<>For <span dir="auto">{business}</span>. Nobody is called before you start it.</>} actions={list.value && <button type="button" onClick={clear}>Start over</button>}>
      <ListStep />
      {list.value && (
        <form onSubmit={event => void runCheck(event)}>
          <ColumnsStep />
          <MessageStep />
          <OptionsStep />
          <Problem of={problem} />
          <p class="row">
            <button type="submit" class={isCurrent.value && answer?.accepted ? "" : "is-main"} disabled={isBusy}>
              {isBusy ? "Checking…" : "Check the list"}
            </button>
            {answer && !isCurrent.value && <span class="faint">Changed since the last check.</span>}
          </p>
        </form>
      )}
      {answer && <Findings answer={answer} isCurrent={isCurrent.value} onStart={startIt} />}
    </Page>
  );
}
