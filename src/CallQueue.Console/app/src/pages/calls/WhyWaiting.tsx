import { api } from "../../api/client";
import { useLive } from "../../api/live";
import { Problem, Section } from "../../parts/Page";
import { Time } from "../../parts/Time";
import { holdWords } from "../../words/holds";
import { number } from "../../words/times";

/** Why the call has not been dialed yet, and when it is expected to be. */
export function WhyWaiting({ business, id }: { business: string; id: string }) {
  const { value: why, problem } = useLive(`why ${business} ${id}`, signal => api.get("/api/calls/{id}/why", { path: { id }, business, signal }), 5);
  if (!why) return problem && problem.status !== 404 && problem.status !== 409 ? <Problem of={problem} /> : null;
  const zone = why.zones[0];
  // The place in line is shown as a number below.
  const holds = why.held_by.filter(hold => hold.limit !== "position" || why.position === null);
  return (
    <Section title="Why not yet">
      <div class="card stack">
        <ul class="reasons">
          {holds.map(hold => {
            const words = holdWords(hold.limit);
            return (
              <li key={hold.limit}>
                <b>{words.title}.</b> {hold.detail.charAt(0).toUpperCase() + hold.detail.slice(1)}
                {hold.until ? <>, until <Time at={hold.until} zone={zone} />.</> : "."}
                {words.todo && <> {words.todo}</>}
              </li>
            );
          })}
          {holds.length === 0 && <li>Nothing holds it: it is dialed next.</li>}
        </ul>
        <dl class="numbers">
          {why.position !== null && <div><dt>Calls before it</dt><dd>{number(why.position)}</dd></div>}
          {why.expected_at && <div><dt>Expected</dt><dd><Time at={why.expected_at} zone={zone} /></dd></div>}
          {why.window_opens_at && <div><dt>Calling hours begin</dt><dd><Time at={why.window_opens_at} zone={zone} /></dd></div>}
        </dl>
      </div>
    </Section>
  );
}
