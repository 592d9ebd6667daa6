import { useEffect, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';

const PARAMETER = 'add_http_err';
const STATUS = /^[1-5]\d\d$/;

/**
 * Adds the status that the address names (`?add_http_err=503`), as an unsaved change, and takes it out of the address:
 * whoever discards it and comes back does not find it again.
 */
export function useStatusOfAddress(add: (status: string) => void): void {
  const named = new URLSearchParams(useSearch()).get(PARAMETER);
  const [path, navigate] = useLocation();
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    if (named === null) return;
    if (STATUS.test(named)) latest.current(named);
    navigate(path, { replace: true });
  }, [named, path, navigate]);
}
