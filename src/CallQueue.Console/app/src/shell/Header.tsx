import { useEffect, useState } from "preact/hooks";
import { listBusinesses } from "../api/businesses";
import { useLive } from "../api/live";
import { streamState } from "../api/stream";
import { business, isBusinessSaid, remember } from "../state/business";
import { base } from "../state/base";
import { go, parts, to } from "../state/route";
import { isOperator, session, signOut } from "../state/session";
import { setTheme, theme, type Theme } from "../state/theme";

export function Header() {
  return (
    <header class="top">
      <a class="brand" href={base}>
        <img src="icon.svg" alt="" width="22" height="22" /> Call queue
      </a>
      <BusinessPicker />
      <SearchBox />
      <Connection />
      <ThemePicker />
      {!session.value?.keyless && (
        <button type="button" class="is-plain" onClick={() => void signOut()}>
          Sign out
        </button>
      )}
    </header>
  );
}

/** Whether pages get their news by themselves. */
function Connection() {
  const state = streamState.value;
  const titles = { live: "News arrives as it happens.", reconnecting: "The connection for news was lost. Pages ask every few seconds until it is back.", off: undefined };
  return (
    <span class={`connection is-${state}`} role="status" title={titles[state]}>
      {state !== "off" && state}
    </span>
  );
}

function BusinessPicker() {
  const known = useLive("businesses", async signal => (isOperator.value ? (await listBusinesses(1000, signal)).businesses.map(one => one.business_id) : []), 30);

  // The last one chosen may be gone, and before the first choice there may be others than "default". Without any business, the first call makes this one.
  const guess = known.value && known.value.length > 0 && !isBusinessSaid.value && !known.value.includes(business.value) ? known.value[0] : undefined;
  useEffect(() => {
    if (guess) remember(guess);
  }, [guess]);
  if (!isOperator.value) return <span class="business-name" dir="auto">{business.value}</span>;
  const ids = [...new Set([...(known.value ?? []), guess ?? business.value])].sort();
  function choose(id: string) {
    remember(id);
    // The same page of the other business, unless it shows one run or one call.
    if (parts.value[0] === "b") go(to("b", id, ...parts.value.slice(2, 3)));
  }
  return (
    <label class="picker">
      <span class="hidden">Business</span>
      <select value={guess ?? business.value} onChange={event => choose(event.currentTarget.value)}>
        {ids.map(id => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
}

function SearchBox() {
  const [text, setText] = useState("");
  function search(event: Event) {
    event.preventDefault();
    if (text.trim()) go(`${to("b", business.value, "search")}?q=${encodeURIComponent(text.trim())}`);
  }
  return (
    <form class="search" role="search" onSubmit={search}>
      <input type="search" aria-label="Find a person by number, id or lead" placeholder="Number, call id or lead" value={text} onInput={event => setText(event.currentTarget.value)} />
    </form>
  );
}

function ThemePicker() {
  return (
    <label class="theme">
      <span class="hidden">Theme</span>
      <select value={theme.value} onChange={event => setTheme(event.currentTarget.value as Theme)}>
        <option value="system">System theme</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
