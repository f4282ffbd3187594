import type { Trunk } from "../../api/names";
import { State } from "../../parts/State";
import { number } from "../../words/times";

/** The carrier accounts in one line each. */
export function TrunkLine({ trunk, active }: { trunk: Trunk; active: number }) {
  return (
    <li class="card row">
      <b class="name">{trunk.id}</b>
      <State of={trunk.stop ? "rejecting" : trunk.state} />
      <span class="faint">
        {number(active)} of {number(trunk.channels)} channels in use{trunk.dials_per_second !== null && `, ${trunk.dials_per_second} dials a second at most`}
      </span>
    </li>
  );
}
