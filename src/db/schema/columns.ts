import { integer } from 'drizzle-orm/sqlite-core';

/** A moment in time, stored as UTC milliseconds since 1970. */
export const time = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** A yes or no, stored as 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' });
