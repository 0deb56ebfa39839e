/** A regular expression that matches this very text, also in Unicode mode. */
export function quote(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
}
