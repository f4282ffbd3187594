import { useState } from "preact/hooks";
import { Section } from "../../parts/Page";
import { outcomes, stateWord } from "../../words/states";
import { FoundCalls } from "../search/FoundCalls";

/** Everybody of the run, with filters. */
export function RunResults({ business, run, isOpen }: { business: string; run: string; isOpen: boolean }) {
  const [state, setState] = useState("");
  return (
    <Section
      title="People"
      actions={
        <label class="row">
          Show
          <select value={state} onChange={event => setState(event.currentTarget.value)}>
            <option value="">everybody</option>
            <option value="waiting">waiting</option>
            <option value="live">live</option>
            <option value="ended">ended</option>
            {outcomes.map(name => (
              <option key={name} value={name}>
                {stateWord(name).toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <FoundCalls business={business} criteria={{ run_id: run, state }} seconds={isOpen ? 5 : 0} />
    </Section>
  );
}
