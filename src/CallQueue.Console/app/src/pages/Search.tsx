import { useEffect, useState } from "preact/hooks";
import { Page } from "../parts/Page";
import { place, setQuery } from "../state/route";
import { criteriaOf } from "./search/criteria";
import { FoundCalls } from "./search/FoundCalls";

/** Finds people. The criteria are in the address, so that a search can be kept or sent. */
export function Search({ business }: { business: string }) {
  const query = place.value.query;
  const text = query.get("q") ?? "", state = query.get("state") ?? "", from = query.get("from") ?? "", to = query.get("to") ?? "";
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const found = criteriaOf(text);
  return (
    <Page title="Calls" lead="Find a person among waiting, live and ended calls">
      <form class="filters" onSubmit={event => (event.preventDefault(), setQuery({ q: typed.trim() || undefined }))}>
        <label>
          Number, its last digits, or an id
          <input type="search" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
        </label>
        <label>
          State
          <select value={state} onChange={event => setQuery({ state: event.currentTarget.value })}>
            <option value="">any</option>
            <option value="waiting">waiting</option>
            <option value="live">live</option>
            <option value="ended">ended</option>
            <option value="completed">completed</option>
            <option value="no_answer,busy,failed">not reached</option>
          </select>
        </label>
        <label>
          From day
          <input type="date" value={from} onChange={event => setQuery({ from: event.currentTarget.value })} />
        </label>
        <label>
          Before day
          <input type="date" value={to} onChange={event => setQuery({ to: event.currentTarget.value })} />
        </label>
        <button type="submit" class="is-main">Find</button>
      </form>
      {found.map(({ title, criteria }) => (
        <div key={title} class="section">
          {found.length > 1 && <h2 class="section-head">{title}</h2>}
          <FoundCalls business={business} criteria={{ ...criteria, state: state || criteria.state, from, to }} seconds={5} hasRun />
        </div>
      ))}
    </Page>
  );
}
