/** The world's own time: one fixed instant, so that the same seed gives the same world on every day. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A Wednesday, 08:00 in New York, 13:00 in London, 14:00 in Berlin. */
export const AS_OF = '2026-09-30T12:00:00.000Z';
export const AS_OF_MS = Date.UTC(2026, 8, 30, 12);
/** When the connections went live: breaches before it count in reports and raise no alert. */
export const GO_LIVE_MS = AS_OF_MS - 7 * DAY;

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoDay = (ms: number): string => iso(ms).slice(0, 10);
/** CRMs stamp in whole seconds. */
export const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;
