import fs from 'node:fs';
import path from 'node:path';

/** The folder of our package.json, whether this file runs from the sources or from `dist/`. */
export function checkoutRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${__dirname}`);
    folder = parent;
  }
  return folder;
}
