// What a command would do, as its preview counts it, in sentences.
import type { Preview } from "../api/names";
import { count } from "./times";

type Would = Preview["would"];

const verb = (value: number, one: string, many: string) => (value === 1 ? one : many);
const waiting = (value: number) => count(value, "waiting call");
const live = (value: number) => count(value, "live call");

const sentences: { [Field in keyof Would]-?: (value: number) => string } = {
  canceled: value => `${waiting(value)} ${verb(value, "is", "are")} canceled.`,
  held: value => `${waiting(value)} ${verb(value, "is", "are")} not dialed until somebody resumes.`,
  released: value => `${waiting(value)} ${verb(value, "is", "are")} dialed as slots, hours and limits allow.`,
  removed: value => `${count(value, "ended call")} ${verb(value, "is", "are")} forgotten.`,
  hung_up: value => `${live(value)} ${verb(value, "is", "are")} cut off now.`,
  left: value => `${live(value)} ${verb(value, "ends", "end")} by ${verb(value, "itself", "themselves")}.`,
  dialing: value => `${count(value, "call")} ${verb(value, "has", "have")} just got a slot: ${verb(value, "it is", "they are")} called back if ${verb(value, "it is", "they are")} not being dialed yet.`,
};

/** What waits comes first, also when nothing does; what is live only where there is any. */
export function effectsOf(would: Would): string[] {
  const main = (["canceled", "held", "released", "removed"] as const).filter(field => typeof would[field] === "number");
  const rest = (["hung_up", "left", "dialing"] as const).filter(field => (would[field] ?? 0) > 0);
  return [...main, ...rest].map(field => sentences[field](would[field] as number));
}
