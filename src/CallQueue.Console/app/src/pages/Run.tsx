import { api } from "../api/client";
import { useLive } from "../api/live";
import { Loading, Page, Problem, Section } from "../parts/Page";
import { OutcomeBar, partsOf } from "../parts/Outcomes";
import { State } from "../parts/State";
import { Time } from "../parts/Time";
import { holdWords, notable } from "../words/holds";
import { isOpenRun } from "../words/states";
import { count, number, percent } from "../words/times";
import { RunActions } from "./runs/RunActions";
import { RunHistory } from "./runs/RunHistory";
import { RunLive } from "./runs/RunLive";
import { RunResults } from "./runs/RunResults";
import { endedOf } from "./runs/RunTable";

export function Run({ business, id }: { business: string; id: string }) {
  const { value: run, problem, refresh } = useLive(`run ${business} ${id}`, signal => api.get("/api/runs/{id}", { path: { id }, business, signal }), 2, {
    topics: () => [`run:${business}/${id}`],
    fold: (_, event) => event.run ?? undefined,
  });
  if (!run) return <Page title={`Run ${id}`}>{problem ? <Problem of={problem} /> : <Loading />}</Page>;
  const ended = endedOf(run);
  const holds = isOpenRun(run.status) ? notable(run.held_by) : [];
  return (
    <Page title={id} lead={<><State of={run.status} /> run of <span dir="auto">{business}</span>{run.ended_at && <>, ended <Time at={run.ended_at} /></>}</>} actions={<RunActions run={run} onChange={refresh} />}>
      <Problem of={problem} isStale />
      {holds.map(reason => {
        const words = holdWords(reason);
        return (
          <div key={reason} class={`notice is-${words.level}`}>
            <b>{words.title}{words.detail && `: ${words.detail}`}.</b> {words.text} {words.todo}
          </div>
        );
      })}
      <Section title={`${number(ended)} of ${count(run.total, "call")} over`}>
        <div class="card stack">
          <OutcomeBar parts={partsOf(run.outcomes, run.queued + run.delayed, run.active)} label="Calls of this run" />
          <dl class="numbers">
            <div><dt>Completed</dt><dd>{percent(run.outcomes.completed, ended)}</dd></div>
            <div><dt>Live now</dt><dd>{number(run.active)}</dd></div>
            <div><dt>Waiting for a slot</dt><dd>{number(run.queued)}</dd></div>
            <div><dt>Waiting for a time</dt><dd>{number(run.delayed)}</dd></div>
            <div><dt>Not reached</dt><dd>{number(ended - run.outcomes.completed)}</dd></div>
          </dl>
        </div>
      </Section>
      <RunHistory business={business} run={id} isOpen={isOpenRun(run.status)} />
      {run.active > 0 && <RunLive business={business} run={id} />}
      <RunResults business={business} run={id} isOpen={isOpenRun(run.status)} />
    </Page>
  );
}
