import { describe, expect, it } from "vitest";
import { changesOf } from "./changes";

describe("changes of the audit log", () => {
  it("are read field by field", () =>
    expect(changesOf({ max_concurrent_calls: 3, window: "09:00-20:00" }, { max_concurrent_calls: 9, window: "09:00-20:00" })).toEqual([{ name: "max concurrent calls", was: "3", is: "9" }]));

  it("name what is new, gone, empty or a list", () =>
    expect(changesOf({ webhook: "https://a.example" }, { webhook: null, countries: ["US", "DE"], paused: true })).toEqual([
      { name: "webhook", was: "https://a.example", is: "none" },
      { name: "countries", was: undefined, is: "US, DE" },
      { name: "paused", was: undefined, is: "yes" },
    ]));

  it("name nested fields with those around them", () => expect(changesOf(null, { retry: { max_attempts: 3 } })).toEqual([{ name: "retry, max attempts", was: undefined, is: "3" }]));

  it("have nothing to say about nothing", () => expect(changesOf(null, undefined)).toEqual([]));

  it("take a plain value as it is", () => expect(changesOf(null, "removed")).toEqual([{ name: "", was: undefined, is: "removed" }]));
});
