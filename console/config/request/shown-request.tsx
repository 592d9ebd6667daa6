import type { components } from '../../../openapi.js';
import { words } from '../../words/words.js';
import { visibleText } from '../../hostile/visible-text.js';

/** A request as it goes over the wire, secrets masked. */
export function ShownRequest({ request }: { request: components['schemas']['ShownRequest'] }) {
  const text = words.config.preview;
  const { method, url, headers, body, signed } = request;
  const lines = [`${method} ${url}`, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
  return (
    <div className="request">
      <pre className="wire">{visibleText(body === '' ? lines : `${lines}\n\n${body}`)}</pre>
      <p className="hint">
        {body === '' && `${text.noBody} `}
        {signed && `${text.signed} `}
        {text.ours}
      </p>
    </div>
  );
}
