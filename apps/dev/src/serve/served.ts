/** What became of a server, for the screen. */
export interface Served {
  /** `kept`: the one before goes on, because the newest did not start. */
  state: 'off' | 'starting' | 'running' | 'kept' | 'down';
  address?: string;
  /** Why the newest did not start, or why it ended. */
  reason?: string;
}
