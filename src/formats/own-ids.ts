/** How `pl` knows again what it wrote for other systems. */

/** With this the ids begin that `pl` makes for parts of a OneRoster set. */
export const OWN_ID = 'pl-';

/** A code or guid as Canvas takes it, which is without blanks: these are written `%20`, and `%` is `%25`. */
export function vendorId(text: string): string {
  return text.replace(/[\s%]/g, encodeURIComponent);
}

/** The code or guid that `vendorId` wrote; an id of others is what it is. */
export function fromVendorId(id: string): string {
  return id.replace(/(?:%[0-9A-F]{2})+/g, (written) => {
    const text = decoded(written);
    return text !== null && vendorId(text) === written ? text : written;
  });
}

function decoded(written: string): string | null {
  try {
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}
