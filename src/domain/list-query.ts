/** A list by its address: `?zoek=…&pagina=2&volgorde=naam`. What can't be is put right, never an error. */
export interface ListQuery<Order extends string> {
  search: string;
  /** From 1. */
  page: number;
  order: Order;
  filters: Record<string, string>;
}

export interface ListShape<Order extends string> {
  /** The first is where the list starts. */
  orders: readonly [Order, ...Order[]];
  /** Filters by name, each with the values it may have; null: any id. */
  filters: Readonly<Record<string, readonly string[] | null>>;
}

export const pageSize = 25;
const lastPage = 2000;
/** Counting stops here: nobody leafs through more, and it keeps every list quick. */
export const countLimit = 10_000;

export function readListQuery<Order extends string>(
  given: Readonly<Record<string, string>>,
  shape: ListShape<Order>,
): ListQuery<Order> {
  const page = /^\d{1,4}$/.test(given.pagina ?? '') ? Number(given.pagina) : 1;
  const filters: Record<string, string> = {};
  for (const [name, allowed] of Object.entries(shape.filters)) {
    const value = given[name];
    if (value && (allowed === null ? /^[a-zA-Z0-9_-]{1,64}$/.test(value) : allowed.includes(value))) filters[name] = value;
  }
  return {
    search: (given.zoek ?? '')
      .replaceAll(/[\u0000-\u001f\u007f]/g, ' ')
      .trim()
      .slice(0, 100),
    page: Math.min(Math.max(page, 1), lastPage),
    order: shape.orders.find((order) => order === given.volgorde) ?? shape.orders[0],
    filters,
  };
}

export interface ListPage<Row, Order extends string = string> {
  query: ListQuery<Order>;
  rows: Row[];
  /** Counted no further than countLimit. */
  total: number;
  hasMore: boolean;
}

/** "drie mensen", "1.234 mensen", "meer dan 10.000 mensen" */
export function totalText(total: number, one: string, many: string): string {
  const dutch = new Intl.NumberFormat('nl-NL');
  if (total > countLimit) return `meer dan ${dutch.format(countLimit)} ${many}`;
  return `${dutch.format(total)} ${total === 1 ? one : many}`;
}

/** The pattern for LIKE … ESCAPE '\' that finds a text anywhere: % and _ are themselves. */
export const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** One page of a list; one row more than a page was read, to know whether another follows. */
export function pageOf<Row, Order extends string>(
  query: ListQuery<Order>,
  found: { rows: Row[]; total: number },
): ListPage<Row, Order> {
  return { query, rows: found.rows.slice(0, pageSize), total: found.total, hasMore: found.rows.length > pageSize };
}
