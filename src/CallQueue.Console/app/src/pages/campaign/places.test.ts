import { describe, expect, it } from "vitest";
import { plain, spoken } from "./places";

const ann = new Map([[plain("First Name"), "Ann"], ["city", ""]]);

describe("the spoken preview", () => {
  it("finds a place by its name in any spelling", () => expect(spoken("Hello {{first_name}}!", ann).text).toBe("Hello Ann!"));
  it("uses the default of a place", () => expect(spoken("Hello {{nick|there}}", ann)).toEqual({ text: "Hello there", missing: [] }));
  it("names the places that stay blank", () => expect(spoken("In {{city}} now", ann)).toEqual({ text: "In now", missing: ["city"] }));
});
