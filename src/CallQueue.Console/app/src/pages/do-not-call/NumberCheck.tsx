import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { ApiProblem } from "../../api/problem";

/** Says whether one number is on the list. */
export function NumberCheck({ business, isForAll }: { business: string; isForAll: boolean }) {
  const [number, setNumber] = useState("");
  const [answer, setAnswer] = useState("");
  async function check(event: Event) {
    event.preventDefault();
    const path = { number: number.trim() };
    try {
      const found = isForAll ? await api.get("/api/admin/do-not-call/{number}", { path }) : await api.get("/api/do-not-call/{number}", { path, business });
      setAnswer(`${found.phone_number} is on the list since ${new Date(found.added_at).toLocaleDateString()}${found.reason ? `: ${found.reason}` : "."}`);
    } catch (error) {
      setAnswer(error instanceof ApiProblem && error.status === 404 ? `${number.trim()} is not on the list.` : error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <form class="filters" onSubmit={event => void check(event)}>
      <label>
        Is this number on the list?
        <input type="tel" required value={number} placeholder="+12025550101" onInput={event => setNumber(event.currentTarget.value)} />
      </label>
      <button type="submit">Check</button>
      <span role="status">{answer}</span>
    </form>
  );
}
