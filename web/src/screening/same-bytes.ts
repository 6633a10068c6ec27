/** Whether two files hold the same; read only where their sizes do not tell. One that cannot be read is like no other. */
export async function haveSameBytes(one: File, other: File): Promise<boolean> {
  if (one.size !== other.size) return false;
  try {
    const [first, second] = (await Promise.all([one.arrayBuffer(), other.arrayBuffer()])).map((bytes) => new Uint8Array(bytes));
    return first !== undefined && first.every((byte, index) => byte === second?.[index]);
  } catch {
    return false;
  }
}
