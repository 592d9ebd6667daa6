import express from 'express';

/** Tells of an address whether it is a proxy named by TRUST_PROXY. Express reads the names, as it does for requests. */
export function proxyTrust(trustProxy: string | undefined): (address: string) => boolean {
  if (trustProxy === undefined) return () => false;
  const trusts = express().set('trust proxy', trustProxy).get('trust proxy fn') as TrustFunction;
  return (address) => trusts(address, 0);
}

type TrustFunction = (address: string, hops: number) => boolean;
