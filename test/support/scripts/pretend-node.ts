// For --import before a program. The program then believes that it runs on the Node.js version in PRETEND_NODE.
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: process.env['PRETEND_NODE'] } });
