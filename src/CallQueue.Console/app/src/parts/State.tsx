import { stateText, stateWord } from "../words/states";

/** The state of a call or a run as a colored word. */
export function State({ of }: { of: string }) {
  return (
    <span class={`state is-${of}`} title={stateText(of)}>
      {stateWord(of)}
    </span>
  );
}
