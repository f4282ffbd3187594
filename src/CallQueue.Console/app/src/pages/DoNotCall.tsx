import { useState } from "preact/hooks";
import { api } from "../api/client";
import { useLive } from "../api/live";
import type { ListedNumber } from "../api/names";
import { fill, textOrNull } from "../parts/FormDialog";
import { Loading, Page, Problem } from "../parts/Page";
import { Table } from "../parts/Table";
import { Time } from "../parts/Time";
import { isOperator, mayChange, session } from "../state/session";
import { number } from "../words/times";
import { NumberCheck } from "./do-not-call/NumberCheck";

/** Numbers that are never called: the business's list, and for operators the list of the whole deployment. */
export function DoNotCall({ business }: { business: string }) {
  const [isForAll, setForAll] = useState(false);
  const [pages, setPages] = useState<string[]>([""]);
  const after = pages.at(-1)!;
  const { value, problem, refresh } = useLive(
    `do-not-call ${business} ${isForAll} ${after}`,
    signal => (isForAll ? api.get("/api/admin/do-not-call", { query: { after: after || undefined, limit: 50 }, signal }) : api.get("/api/do-not-call", { business, query: { after: after || undefined, limit: 50 }, signal })),
    15,
  );
  const whose = isForAll ? "any business" : business;

  const add = () =>
    fill({
      title: "Add numbers",
      lead: `They are not called by ${whose} from now on. Calls that wait for them end as blocked.`,
      fields: [
        { name: "numbers", label: "Numbers, one on each line", type: "area", isRequired: true, placeholder: "+12025550101" },
        { name: "reason", label: "Reason", placeholder: "asked on the phone" },
      ],
      verb: "Add",
      save: async ({ numbers, reason }) => {
        const body = { phone_numbers: numbers!.split(/[\n,;]+/).map(one => one.trim()).filter(Boolean), reason: textOrNull(reason) };
        const answer = isForAll ? await api.post("/api/admin/do-not-call", { body }) : await api.post("/api/do-not-call", { business, body });
        refresh();
        return `${answer.added} of ${answer.received} are new on the list.`;
      },
    });
  const remove = (listed: ListedNumber) =>
    fill({
      title: `Call ${listed.phone_number} again?`,
      lead: "The number leaves the list. The reason, the time and who did it are kept.",
      fields: [{ name: "reason", label: "Reason", isRequired: true, placeholder: "new consent of 3 December" }],
      verb: "Remove from the list",
      save: async ({ reason }) => {
        const place = { path: { number: listed.phone_number }, query: { reason: reason! } };
        if (isForAll) await api.delete("/api/admin/do-not-call/{number}", place);
        else await api.delete("/api/do-not-call/{number}", { ...place, business });
        refresh();
        return `${listed.phone_number} may be called again.`;
      },
    });

  return (
    <Page title="Do not call" lead={isForAll ? "Numbers that no business calls" : <>Numbers that <span dir="auto">{business}</span> never calls</>} actions={mayChange.value && <button type="button" class="is-main" onClick={add}>Add numbers</button>}>
      <div class="filters">
        {isOperator.value && (
          <label>
            List
            <select value={String(isForAll)} onChange={event => (setForAll(event.currentTarget.value === "true"), setPages([""]))}>
              <option value="false">of {business}</option>
              <option value="true">of everybody</option>
            </select>
          </label>
        )}
        <NumberCheck key={`${business} ${isForAll}`} business={business} isForAll={isForAll} />
      </div>
      <Problem of={problem} isStale={value !== undefined} />
      {!value && !problem && <Loading />}
      {value && (
        <>
          <p class="faint">{number(value.total)} on the list</p>
          <Table
            caption="Numbers that are not called"
            empty="No number is on this list. People who ask not to be called belong here; your app can add them over POST /api/opt-out."
            rows={value.numbers}
            keyOf={listed => listed.phone_number}
            columns={[
              { head: "Number", kind: "title", cell: listed => listed.phone_number },
              { head: "Reason", cell: listed => listed.reason ?? <span class="faint">–</span> },
              { head: "Since", cell: listed => <Time at={listed.added_at} /> },
              !!session.value?.may_remove_opt_outs && { head: "Actions", kind: "buttons", cell: listed => <button type="button" class="is-plain" onClick={() => remove(listed)}>Remove</button> },
            ]}
          />
          <nav class="pager" aria-label="Pages of the list">
            {pages.length > 1 && <button type="button" onClick={() => setPages(pages.slice(0, -1))}>Previous</button>}
            {value.next && <button type="button" onClick={() => setPages([...pages, value.numbers.at(-1)!.phone_number])}>Next</button>}
          </nav>
        </>
      )}
    </Page>
  );
}
