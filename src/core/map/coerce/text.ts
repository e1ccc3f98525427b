import type { Json } from '../../../util/json.ts';
import { BadValue } from '../bad-value.ts';

/** The longest text of any CRM field (Salesforce's long text area); more is a broken export, not a value. */
const MAX_TEXT_LENGTH = 131_072;

/** NFC, trimmed, without U+0000 (PostgreSQL refuses it) and with lone surrogates replaced. Empty becomes null. */
export function cleanText(text: string): string | null {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  const withoutNul = wellFormed.includes('\u0000') ? wellFormed.replaceAll('\u0000', '') : wellFormed;
  const cleaned = withoutNul.normalize('NFC').trim();
  return cleaned === '' ? null : cleaned;
}

export function toText(value: Json): string | null | BadValue {
  if (value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return new BadValue('NOT_TEXT', 'is not text');
  if (value.length > MAX_TEXT_LENGTH) {
    return new BadValue('TEXT_TOO_LONG', `is longer than ${MAX_TEXT_LENGTH} characters`);
  }
  return cleanText(value);
}

/** Distinct non-empty texts in the order in which they came. */
export function toTexts(value: Json): string[] | null | BadValue {
  const texts: string[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    const text = toText(item);
    if (text instanceof BadValue) return text;
    if (text !== null && !texts.includes(text)) texts.push(text);
  }
  return texts.length === 0 ? null : texts;
}
