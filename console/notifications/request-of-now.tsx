import type { components } from '../../openapi.js';
import { HostileText } from '../hostile/hostile-text.js';
import { words } from '../words/words.js';

/** The request that would be sent now: the first line, the headers, and the body. */
export function RequestOfNow({ request }: { request: components['schemas']['ShownRequest'] }) {
  const text = words.notifications.one;
  const { method, url, headers, body, signed } = request;
  const lines = [`${method} ${url}`, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  return (
    <>
      <HostileText text={lines.join('\n')} label={text.requestHead} />
      {body === '' ? (
        <p className="quiet">{text.noBody}</p>
      ) : (
        <>
          <h3>{text.body}</h3>
          <HostileText text={indented(body)} label={text.body} />
        </>
      )}
      {signed && <p className="quiet">{text.signed}</p>}
    </>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
