import { openConnection } from './connection.ts';
import { defaultLimits, type FetchedSite, type FetchLimits, folderOf, type WalkChoices, walkSite } from './walkSite.ts';

export interface FetchChoices extends Pick<WalkChoices, 'addressesIn'> {
  readonly isPrivateAllowed: boolean;
  readonly limits?: FetchLimits;
}

/** The site at an address, asked for over connections of our own. Throws a FetchRefused where it cannot be had as a whole. */
export async function fetchSite(
  address: string,
  { isPrivateAllowed, addressesIn, limits = defaultLimits }: FetchChoices,
): Promise<FetchedSite> {
  const root = folderOf(address);
  const connection = openConnection(root.origin, { isPrivateAllowed, limits });
  try {
    return await walkSite(root, { connection, addressesIn, limits });
  } finally {
    connection.close();
  }
}
