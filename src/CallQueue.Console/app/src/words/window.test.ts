import { describe, expect, it } from "vitest";
import { hoursOf, rangesOf, spanOf } from "./window";

describe("calling hours", () => {
  it("reads ranges of weekdays, several hours and closed days", () => {
    const hours = hoursOf("mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25,2026-12-26");
    expect(hours.wed).toEqual(["09:00-12:00", "13:00-18:00"]);
    expect(hours.sat).toEqual(["10:00-14:00"]);
    expect(hours.sun).toEqual([]);
    expect(hours.closed).toEqual(["2026-12-25", "2026-12-26"]);
  });
  it("reads hours of every day", () => expect(hoursOf("09:00-21:00").sun).toEqual(["09:00-21:00"]));
  it("reads lists of weekdays and ranges over the week's end", () => {
    expect(hoursOf("mon,wed 09:00-10:00").wed).toEqual(["09:00-10:00"]);
    expect(hoursOf("sat-mon 09:00-10:00").mon).toEqual(["09:00-10:00"]);
  });
  it("draws hours as parts of the day", () => {
    expect(spanOf("12:00-24:00")).toEqual([0.5, 1]);
    expect(spanOf("18:00-02:00")).toEqual([0.75, 1]);
    expect(spanOf("noon")).toBeUndefined();
  });
  it("accepts short spellings", () => expect(rangesOf("9-12, 13:00 – 18:30")).toEqual(["09:00-12:00", "13:00-18:30"]));
});
