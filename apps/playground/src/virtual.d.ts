declare module 'virtual:contract' {
  const contract: unknown;
  export default contract;
}

declare module 'virtual:sources' {
  /** What is quoted of each file of the contract, in the order of its `files`: first line and text of each run. */
  const sources: readonly (readonly (readonly [line: number, text: string])[])[];
  export default sources;
}
