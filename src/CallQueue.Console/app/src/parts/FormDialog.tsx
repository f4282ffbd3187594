// One dialog for short forms: it is described by its fields.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Problem } from "./Page";
import { useDialog } from "./useDialog";

export type FormField = {
  name: string;
  label: string;
  value?: string;
  type?: "text" | "number" | "password" | "tel" | "url" | "datetime-local" | "area" | "check";
  /** Choices; then it is a list to choose from. */
  options?: readonly (readonly [value: string, text: string])[];
  help?: string;
  placeholder?: string;
  isRequired?: boolean;
  min?: number;
  max?: number;
};

export type Form = {
  title: string;
  lead?: ComponentChildren;
  fields: FormField[];
  verb: string;
  /** Saves it; what it returns is shown as a message. */
  save: (values: Record<string, string>) => Promise<string | void>;
};

const open = signal<Form | undefined>(undefined);

export function fill(form: Form): void {
  open.value = form;
}

export function FormDialog() {
  const form = open.value;
  const { dialog, problem, isBusy, close, send } = useDialog(form);

  function save(event: SubmitEvent) {
    const entries = new FormData(event.currentTarget as HTMLFormElement);
    return send(event, () => form!.save(Object.fromEntries(form!.fields.map(field => [field.name, String(entries.get(field.name) ?? "").trim()]))));
  }

  return (
    <dialog ref={dialog} aria-labelledby="form-title" onClose={() => (open.value = undefined)}>
      {form && (
        <form method="dialog" onSubmit={event => void save(event)}>
          <h2 id="form-title">{form.title}</h2>
          {form.lead && <div class="faint">{form.lead}</div>}
          {form.fields.map(field => <Field key={field.name} field={field} />)}
          <Problem of={problem} />
          <div class="actions">
            <button type="button" onClick={close}>Cancel</button>
            <button type="submit" class="is-main" disabled={isBusy} data-confirm>{form.verb}</button>
          </div>
        </form>
      )}
    </dialog>
  );
}

function Field({ field }: { field: FormField }) {
  const id = `form-${field.name}`;
  const common = { id, name: field.name, required: field.isRequired, placeholder: field.placeholder, "aria-describedby": field.help ? `${id}-help` : undefined };
  if (field.type === "check")
    return (
      <label class="choice">
        <input type="checkbox" id={id} name={field.name} value="true" defaultChecked={field.value === "true"} /> {field.label}
      </label>
    );
  return (
    <div class="field">
      <label for={id}>{field.label}</label>
      {field.options ? (
        <select {...common}>
          {field.options.map(([value, text]) => <option key={value} value={value} selected={value === field.value}>{text}</option>)}
        </select>
      ) : field.type === "area" ? (
        <textarea {...common} rows={4} dir="auto" defaultValue={field.value} />
      ) : (
        <input {...common} type={(field.type ?? "text") as "text"} min={field.min} max={field.max} step="any" defaultValue={field.value} autocomplete="off" />
      )}
      {field.help && <small id={`${id}-help`} class="faint">{field.help}</small>}
    </div>
  );
}

/** A number of a form; null where it was left empty. */
export const numberOrNull = (text: string | undefined): number | null => (text ? Number(text.replace(",", ".")) : null);
export const textOrNull = (text: string | undefined): string | null => text || null;
