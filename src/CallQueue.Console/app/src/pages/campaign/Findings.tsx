import type { DryRun } from "../../api/names";
import { Section } from "../../parts/Page";
import { Table } from "../../parts/Table";
import { Time } from "../../parts/Time";
import { count, number } from "../../words/times";
import { list } from "./draft";
import { Forecast } from "./Forecast";
import { saveProblems, saveWithout } from "./files";

const shown = 100;

/** What the server found in the list, and what calling it would come to. */
export function Findings({ answer, isCurrent, onStart }: { answer: DryRun; isCurrent: boolean; onStart: () => void }) {
  const lines = new Set(answer.problems.map(problem => problem.line).filter(line => line !== undefined && line !== null));
  return (
    <div id="findings" tabIndex={-1}>
      <Section
        title="5. What would happen"
        actions={answer.accepted && <button type="button" class="is-main" disabled={!isCurrent} onClick={onStart}>Start the campaign</button>}
      >
        {answer.accepted ? (
          <p class="notice is-good"><b>{count(answer.total, "person", "people")} can be called.</b> {answer.existing && `This run exists already and is ${answer.existing}: starting it again adds nobody.`}</p>
        ) : (
          <p class="notice is-broken" role="alert"><b>{count(answer.problem_count, "problem")}.</b> Nobody can be called until the list is corrected, or rows with problems are left out.</p>
        )}
        {answer.notes.map(note => <p key={note} class="notice">{note}</p>)}
        {answer.problems.length > 0 && (
          <div class="stack">
            <Table
              caption="Problems of the list"
              rows={answer.problems.slice(0, shown)}
              keyOf={problem => `${problem.line} ${problem.field} ${problem.problem}`}
              columns={[
                { head: "Line", kind: "number", cell: problem => problem.line ?? "–" },
                { head: "Column", cell: problem => <code>{problem.field}</code> },
                { head: "Problem", kind: "title", cell: problem => problem.problem },
              ]}
            />
            {answer.problem_count > shown && <p class="faint">The first {number(shown)} of {number(answer.problem_count)}. The file has {answer.problem_count > answer.problems.length ? `the first ${number(answer.problems.length)}` : "all of them"}.</p>}
            <p class="row">
              <button type="button" onClick={() => saveProblems(answer.problems)}>Download the problems</button>
              {lines.size > 0 && list.value?.preview.isCsv && answer.problem_count <= answer.problems.length && (
                <button type="button" onClick={() => void saveWithout(list.value!, lines)}>Download the list without these {count(lines.size, "row")}</button>
              )}
            </p>
          </div>
        )}
        <Hits answer={answer} />
        {answer.plan && <Forecast plan={answer.plan} />}
      </Section>
    </div>
  );
}

/** People who would not be called, or better not. */
function Hits({ answer }: { answer: DryRun }) {
  const { do_not_call: listed, called_recently: recent, blank_places: blank, special_numbers: special } = answer;
  return (
    <ul class="stack hits">
      {listed.count > 0 && <li><b>{count(listed.count, "number")} on a do-not-call list.</b> Nobody calls them: {listed.people.slice(0, 5).map(one => one.phone_number).join(", ")}{listed.count > 5 && " and more"}.</li>}
      {recent.count > 0 && (
        <li>
          <details>
            <summary><b>{count(recent.count, "person was", "people were")} called lately</b> in another run.</summary>
            <ul>{recent.people.slice(0, 20).map(one => <li key={one.line}>Line {one.line}: {one.phone_number}, <Time at={one.called_at} />{one.run_id && ` in ${one.run_id}`}</li>)}</ul>
          </details>
        </li>
      )}
      {blank.map(one => <li key={one.place}><b>{`{{${one.place}}}`} is blank for {count(one.count, "person", "people")}</b>{one.default !== null && `, who hear "${one.default}"`}.</li>)}
      {special.map(one => <li key={one.kind}><b>{count(one.count, "number")} of the kind "{one.kind}"</b>, on lines {one.lines.slice(0, 10).join(", ")}.</li>)}
      {answer.duplicates > 0 && <li><b>{count(answer.duplicates, "number")} more than once</b> in the list.</li>}
    </ul>
  );
}
