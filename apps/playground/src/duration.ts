const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** `23 h 59 min 41 s`: from the largest unit that it has, always with the seconds. Milliseconds in; what is past is `0 s`. */
export function toDuration(milliseconds: number): string {
  let seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count > 0 || parts.length > 0 || unit === 's') parts.push(`${parts.length > 0 ? String(count).padStart(2, '0') : count} ${unit}`);
  }
  return parts.join(' ');
}

/** `14:03:11`, by the clock of this device. */
export function toTime(date: Date): string {
  return date.toLocaleTimeString(undefined, { hour12: false });
}
