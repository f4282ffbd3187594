/** The address of the console, with a slash at its end: the server sets it, since a proxy may add a path. */
export const base = new URL(document.baseURI).pathname;
