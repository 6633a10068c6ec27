declare module '*.dat?inline' {
  const dataUrl: string;
  export default dataUrl;
}
