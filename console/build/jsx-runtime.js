import runtime from '../../node_modules/react/jsx-runtime.js';

/** What JSX becomes. React's module is no ES module: each of the thousand calls would look the function up in it. */
export const { jsx, Fragment } = runtime;
// In the build for production they are one function.
export { jsx as jsxs };
