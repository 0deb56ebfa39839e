export { type Finding, toError, toLines } from '@countersign/lint/finding';
