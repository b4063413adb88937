import { escapeBytes } from './escape.ts';

/** Shorter secrets are left alone: they would blot out half of any text. */
const SHORTEST = 4;

/** Replaces what must not be shown. */
export type Mask = (text: string) => string;

/**
 * A function that writes `<label>` for every secret in a text, the longest where several begin at one place, in its
 * plain form and as `escapeBytes` writes it. The time it takes grows with the number of different lengths of secrets,
 * not with the number of secrets.
 * @param secrets from a secret to the label it is shown by, such as `token of 3`
 */
export function createMask(secrets: ReadonlyMap<string, string>): Mask {
  const labels = labelsByForm(secrets);
  const forms = Array.from(labels.keys());
  const starts = new Set(forms.map((form) => form.slice(0, SHORTEST)));
  const longestFirst = Array.from(new Set(forms.map(({ length }) => length))).toSorted((a, b) => b - a);

  const secretAt = (text: string, at: number): { form: string; label: string } | undefined => {
    if (!starts.has(text.slice(at, at + SHORTEST))) return undefined;
    for (const length of longestFirst) {
      const form = text.slice(at, at + length);
      const label = labels.get(form);
      if (label !== undefined) return { form, label };
    }
    return undefined;
  };
  return (text) => {
    let masked = '';
    let copied = 0;
    for (let at = 0; at + SHORTEST <= text.length;) {
      const secret = secretAt(text, at);
      if (secret === undefined) at += 1;
      else {
        masked += `${text.slice(copied, at)}<${secret.label}>`;
        copied = at += secret.form.length;
      }
    }
    return masked + text.slice(copied);
  };
}

/** Bytes are escaped before they are masked, so a secret with a backslash is met as it is and escaped. */
function labelsByForm(secrets: ReadonlyMap<string, string>): Map<string, string> {
  const labels = new Map<string, string>();
  for (const [secret, label] of secrets) {
    if (secret.length < SHORTEST) continue;
    labels.set(secret, label);
    labels.set(escapeBytes(Buffer.from(secret), { limit: Infinity }), label);
  }
  return labels;
}
