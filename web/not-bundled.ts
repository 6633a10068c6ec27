/** Stands for parts of libraries that the page never uses. */
export function decode(): never {
  throw new Error('this part of the library is not in the page');
}

export default decode;
