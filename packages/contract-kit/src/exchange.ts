/** What was sent. */
export interface SentRequest {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array | undefined;
}

/** What came back. Header names as received. */
export interface Answer {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array;
}

/** Why no answer came that could be read. */
export interface NoAnswer {
  kind: 'refused' | 'timeout' | 'closed' | 'not-http' | 'too-large' | 'unsendable';
  message: string;
}

/** One request and what became of it. Times in milliseconds. */
export interface Exchange {
  request: SentRequest;
  answer: Answer | NoAnswer;
  /** Epoch. */
  startedAt: number;
  duration: number;
}

export function isAnswer(answer: Answer | NoAnswer): answer is Answer {
  return 'status' in answer;
}

/** The values of a header, whatever the letter case of its name. */
export function headerValues({ headers }: Answer, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}
