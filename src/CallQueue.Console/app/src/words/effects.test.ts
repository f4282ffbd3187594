import { expect, test } from "vitest";
import { effectsOf } from "./effects";

test("a stop says what is canceled and what ends by itself", () => {
  expect(effectsOf({ canceled: 120, dialing: 0, left: 2 })).toEqual(["120 waiting calls are canceled.", "2 live calls end by themselves."]);
  expect(effectsOf({ canceled: 1, dialing: 1, hung_up: 1 })).toEqual([
    "1 waiting call is canceled.",
    "1 live call is cut off now.",
    "1 call has just got a slot: it is called back if it is not being dialed yet.",
  ]);
});

test("nothing that waits is said too", () => {
  expect(effectsOf({ held: 0, dialing: 0, left: 0 })).toEqual(["0 waiting calls are not dialed until somebody resumes."]);
  expect(effectsOf({ released: 7 })).toEqual(["7 waiting calls are dialed as slots, hours and limits allow."]);
});
