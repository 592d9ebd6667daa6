// For --import before a program: it takes the Node.js it runs on for the version in PRETEND_NODE.
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: process.env['PRETEND_NODE'] } });
