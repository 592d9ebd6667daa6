import { type buildConnector } from 'undici';

/**
 * Makes a connector that names the server without the dot at the end of a full name. TLS allows no such dot (RFC 6066,
 * section 3), and servers with several certificates break the connection off because of it. undici's own connector
 * takes the name of the server from `host`, and uses `host` for nothing else.
 */
export function dotlessServerName(open: buildConnector.connector): buildConnector.connector {
  return ({ host, ...target }, callback) =>
    open({ ...target, ...(host !== undefined && { host: host.replace(/\.(?=:\d+$|$)/, '') }) }, callback);
}
