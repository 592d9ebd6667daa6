const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Whether an address, to listen on or to call, is only of this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
