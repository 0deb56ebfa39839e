/** A mistake that a designer makes, and what has to be shown for it. */
export interface Edit {
  title: string;
  file: string;
  /** A text that occurs there, once or first, and what it becomes. */
  from: string;
  to: string;
  /** The finding stands in the first line from there on that holds this text, after the edit; with `elsewhere` in the first of that file. */
  at: string;
  elsewhere?: string;
  rule: RegExp;
  /** The version that would allow it, if that is what blocks. */
  allowedBy?: string;
}
