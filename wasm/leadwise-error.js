/** What every call throws; the types and codes are documented in leadwise.d.ts. */
export class LeadwiseError extends Error {
  constructor(code, message, offset = null, options = undefined) {
    super(message, options);
    this.name = 'LeadwiseError';
    this.code = code;
    this.offset = offset;
  }
}

export function invalidArgument(message) {
  return new LeadwiseError('InvalidArgument', message);
}
