// The API, with its paths, parameters, bodies and answers checked by the compiler.
import type { Preview } from "./names";
import type { paths } from "./schema";
import { noteDate } from "./clock";
import { ApiProblem } from "./problem";
import { base } from "../state/base";

type Method = "get" | "post" | "put" | "patch" | "delete";
type Operation = { parameters: { query?: unknown; path?: unknown }; responses: object; requestBody?: unknown };
type PathsOf<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, Operation> ? P : never }[keyof paths];
type OperationOf<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;
type Json<T> = T extends { content: { "application/json": infer J } } ? J : never;
/** Of a command that can be previewed: the answer of the command. */
type Answer<O> = O extends { responses: infer R } ? Exclude<{ [S in keyof R]: S extends 200 | 201 | 202 ? Json<R[S]> : never }[keyof R], Preview> : never;
type BodyOf<O> = O extends { requestBody?: infer B } ? Json<NonNullable<B>> : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type PathOf<O> = O extends { parameters: { path: infer V } } ? V : undefined;

export type Input<O> = {
  /** The values of the address's places. */
  path?: PathOf<O>;
  query?: Partial<NonNullable<QueryOf<O>>>;
  /** Whose data an operator asks for; a business's own key needs none. */
  business?: string | undefined;
  body?: BodyOf<O>;
  /** A body that is not JSON, such as an uploaded list. */
  raw?: { type: string; content: Blob | string };
  /** Ends the request when the page no longer needs the answer. */
  signal?: AbortSignal;
};

async function send(method: Method, path: string, input: Input<Operation>): Promise<Response> {
  const { path: places, query, business, body, raw, signal } = input as Input<Operation> & { path?: Record<string, string> };
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String((places ?? {})[name] ?? "")));
  const headers: Record<string, string> = { Accept: "application/json" };
  if (business) headers["X-Business-Id"] = business;
  if (raw) headers["Content-Type"] = raw.type;
  else if (body !== undefined || method === "post" || method === "put" || method === "patch") headers["Content-Type"] = "application/json";
  const content = raw ? raw.content : body !== undefined ? JSON.stringify(body) : headers["Content-Type"] ? "{}" : undefined;
  let response: Response;
  try {
    response = await fetch(base + address.slice(1) + textOf(query), { method: method.toUpperCase(), headers, body: content, signal, credentials: "same-origin" });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, "The server can't be reached", "Check that the process is running and that this computer is online. This page keeps trying.");
  }
  noteDate(response.headers.get("Date"));
  if (!response.ok) throw await ApiProblem.of(response);
  return response;
}

/** The text of a query, with `?`; values that are not set are left out, lists repeat their name. */
function textOf(query: object | undefined): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) text.append(name, String(one));
  }
  return text.size === 0 ? "" : `?${text}`;
}

async function ask<T>(method: Method, path: string, input: unknown): Promise<T> {
  const response = await send(method, path, input as Input<Operation>);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

export const api = {
  get: <P extends PathsOf<"get">>(path: P, input: Input<OperationOf<"get", P>> = {}) => ask<Answer<OperationOf<"get", P>>>("get", path, input),
  post: <P extends PathsOf<"post">>(path: P, input: Input<OperationOf<"post", P>> = {}) => ask<Answer<OperationOf<"post", P>>>("post", path, input),
  /** What a command would do; it changes nothing. */
  preview: <P extends PathsOf<"post">>(path: P, input: Input<OperationOf<"post", P>> = {}) => ask<Preview>("post", path, { ...input, query: { preview: "true" } }),
  put: <P extends PathsOf<"put">>(path: P, input: Input<OperationOf<"put", P>> = {}) => ask<Answer<OperationOf<"put", P>>>("put", path, input),
  patch: <P extends PathsOf<"patch">>(path: P, input: Input<OperationOf<"patch", P>> = {}) => ask<Answer<OperationOf<"patch", P>>>("patch", path, input),
  delete: <P extends PathsOf<"delete">>(path: P, input: Input<OperationOf<"delete", P>> = {}) => ask<Answer<OperationOf<"delete", P>>>("delete", path, input),
  /** An answer that is not JSON: lines, CSV. */
  text: async <P extends PathsOf<"get">>(path: P, input: Input<OperationOf<"get", P>> = {}) => (await send("get", path, input as Input<Operation>)).text(),
};
