import type { Attempt } from "../../api/names";
import { State } from "../../parts/State";
import { Time } from "../../parts/Time";
import { duration } from "../../words/times";
import { reasonWords } from "../../words/reasons";

/** Each dial of the call, the first at the top. */
export function Attempts({ attempts, retryAt, mayBeMore }: { attempts: Attempt[]; retryAt: string | null; mayBeMore: boolean }) {
  if (attempts.length === 0) return <p class="faint">Not dialed yet.</p>;
  return (
    <ol class="timeline">
      {attempts.map(attempt => (
        <li key={attempt.number} class={`mark-${attempt.status}`}>
          <div class="spread">
            <b>Attempt {attempt.number}: <State of={attempt.status} /></b>
            <span class="faint">{attempt.carrier}</span>
          </div>
          <p>
            Dialed <Time at={attempt.dialed_at} />
            {attempt.answered_at && <>, answered <Time at={attempt.answered_at} /></>}
            {attempt.ended_at && <>, ended <Time at={attempt.ended_at} /></>}
            {attempt.duration_seconds !== null && <> after {duration(attempt.duration_seconds)} of conversation</>}
            {attempt.answered_by && <> ({attempt.answered_by === "machine" ? "an answering machine" : attempt.answered_by})</>}
          </p>
          {attempt.reason && <p>{attempt.reason}{reasonWords(attempt.reason) && <>. <span class="faint">{reasonWords(attempt.reason)}</span></>}</p>}
          {attempt.recording_url && <p><a href={attempt.recording_url} target="_blank" rel="noreferrer">Recording</a></p>}
          {attempt.call_sid && <p class="faint">Carrier's id <code>{attempt.call_sid}</code></p>}
        </li>
      ))}
      {mayBeMore && retryAt && <li class="is-next">Next attempt <Time at={retryAt} /></li>}
    </ol>
  );
}
