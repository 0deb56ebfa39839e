import { apis } from './contract.ts';
import { byId } from './dom.ts';
import { eventLog } from './events.ts';
import { explorer } from './explorer.ts';
import { inspector } from './inspector.ts';
import { sessionPanel } from './session-panel.ts';
import { onExchange } from './wire.ts';

const log = eventLog();
const look = inspector();
const operations = apis.flatMap((api) => api.operations);
const answers = operations.flatMap(({ statuses }) => statuses.flatMap(({ tries }) => tries));

byId('figures').textContent = `${apis.length} contracts · ${operations.length} operations · ${answers.length} answers`;
byId('events').append(log.element);
byId('inspector').append(look.element);
byId('explorer').append(
  explorer({
    onOutcome: ({ exchange, verdict }) => verdict && look.judge(verdict, exchange),
    onExample: look.showExample,
  }),
);
onExchange(look.add);
sessionPanel({ onEvent: log.add, onVerdict: (verdict) => look.judge(verdict) });
