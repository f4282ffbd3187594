// A command whose exact effect the server counts before anybody confirms it; then it is done as shown.
import type { ComponentChildren } from "preact";
import type { FoundCall, Preview } from "../api/names";
import { ApiProblem } from "../api/problem";
import { effectsOf } from "../words/effects";
import { count } from "../words/times";
import { ask, replace } from "./Confirm";
import { Loading, Problem } from "./Page";
import { State } from "./State";

type Command = {
  title: string;
  verb: string;
  isDangerous?: boolean;
  /** What else people must know, beside the numbers. */
  also?: ComponentChildren;
  look: () => Promise<Preview>;
  /** Does what the preview has shown; what it returns is shown as a message. */
  run: (token: string) => Promise<string | void>;
};

export async function askPreviewed({ title, verb, isDangerous, also, look, run }: Command): Promise<void> {
  const waiting = { title, verb, isDangerous, effect: <Loading /> };
  ask(waiting);
  try {
    const preview = await look();
    replace(waiting, { title, verb, isDangerous, effect: <Effect of={preview} also={also} />, run: () => run(preview.preview) });
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : new ApiProblem(0, "It failed", String(error));
    replace(waiting, { title, verb, isDangerous, effect: <Problem of={problem} /> });
  }
}

function Effect({ of: preview, also }: { of: Preview; also: ComponentChildren }) {
  return (
    <>
      {effectsOf(preview.would).map(text => <p key={text}>{text}</p>)}
      {also && <p>{also}</p>}
      {preview.sample.length > 0 && (
        <details>
          <summary>{preview.sample.length === 1 ? "This call" : `Such as these ${count(preview.sample.length, "call")}`}</summary>
          <ul>{preview.sample.map(call => <li key={call.call_id}><Someone call={call} /></li>)}</ul>
        </details>
      )}
    </>
  );
}

function Someone({ call }: { call: FoundCall }) {
  return <><span dir="auto">{call.name ?? call.phone_number ?? call.call_id}</span> <State of={call.status} /></>;
}
