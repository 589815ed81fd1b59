/** Groups of radio buttons that together are one list are called `list:group`: each group has a choice of its own. */
export const listName = (field: string) => field.split(':', 1)[0] ?? field;
