/** A PDF of a page, or why there is none; ends early when the signal aborts. */
export type Print = (html: string, signal: AbortSignal) => Promise<Printed>;

export type Printed = Buffer | 'busy' | 'failed';

export interface PrintRequest {
  /** Of what there is one print at a time, such as a report's token. */
  place: string;
  /** What distinguishes prints of one place, such as the language. */
  version: string;
  /** The page, made only if it is printed. */
  html: () => string;
  signal: AbortSignal;
}

interface Flight {
  version: string;
  printed: Promise<Printed>;
  gone: AbortController;
  waiting: number;
}

/**
 * Prints one page at a time for each place, so that whoever has one link can't take every printer: an equal request waits for
 * the print under way and gets the same, another version is 'busy'. The print ends when all who wait for it have gone.
 */
export function printOnce(print: Print): (request: PrintRequest) => Promise<Printed> {
  const flights = new Map<string, Flight>();

  const begin = ({ place, version, html }: PrintRequest): Flight => {
    const gone = new AbortController();
    const flight: Flight = { version, gone, waiting: 0, printed: print(html(), gone.signal) };
    flights.set(place, flight);
    const land = (): void => {
      if (flights.get(place) === flight) flights.delete(place);
    };
    flight.printed.then(land, land);
    // Who comes after that begins anew.
    gone.signal.addEventListener('abort', land);
    return flight;
  };

  return async function printOnce(request) {
    const { place, version, signal } = request;
    if (signal.aborted) return 'failed';
    const flight = flights.get(place) ?? begin(request);
    if (flight.version !== version) return 'busy';
    flight.waiting += 1;
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.gone.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await flight.printed;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
}
