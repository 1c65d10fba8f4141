import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureUiBinary, isOlder, type BuildOptions } from './go-build';

describe('the Go build', () => {
  let folder: string;
  let said: string[];
  let options: BuildOptions;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'liandong-go-'));
    said = [];
    fs.mkdirSync(path.join(folder, 'modules', 'ui'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'modules', 'ui', 'go.mod'), 'module liandong/engine/ui\n\ngo 1.26.8\n');
    fs.writeFileSync(path.join(folder, 'modules', 'ui', 'go.sum'), '');
    options = { modulesFolder: path.join(folder, 'modules'), cacheFolder: path.join(folder, 'cache'), log: (line) => said.push(line) };
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** A stand-in for the tool that lies outside of the product: reports a version, counts its builds, and writes the program. */
  function fakeGo(version: string, build = 'sleep 0.5; echo x >> "$BUILDS"; while [ "$1" != -o ]; do shift; done; echo program > "$2"'): string {
    const file = path.join(folder, 'go');
    fs.writeFileSync(file, `#!/bin/sh\nBUILDS=${path.join(folder, 'builds')}\ncase $1 in version) echo "go version go${version} linux/amd64";; list) echo one; echo two;; build) ${build};; esac\n`, { mode: 0o755 });
    return file;
  }
  const builds = (): number => (fs.existsSync(path.join(folder, 'builds')) ? fs.readFileSync(path.join(folder, 'builds'), 'utf8').trim().split('\n').length : 0);

  test('without Go says which version is needed and where to get it', async () => {
    await expect(ensureUiBinary({ ...options, goCommand: path.join(folder, 'absent') })).rejects.toThrow(/Go 1\.26\.8.*there is no.*apt-get install golang.*TEMPORAL_ADDRESS/);
  });

  test('with a Go that is too old says what is here and what is needed', async () => {
    await expect(ensureUiBinary({ ...options, goCommand: fakeGo('1.19.8') })).rejects.toThrow(/Go 1\.26\.8.*here is 1\.19\.8.*install Go 1\.26\.8 or newer/);
  });

  test('builds once, also when two ask at once, and says what it does', async () => {
    const goCommand = fakeGo('1.26.8');
    const [one, two] = await Promise.all([ensureUiBinary({ ...options, goCommand }), ensureUiBinary({ ...options, goCommand })]);
    expect(one).toBe(two);
    expect(fs.readFileSync(one, 'utf8')).toBe('program\n');
    await ensureUiBinary({ ...options, goCommand });
    expect(builds()).toBe(1);
    expect(said.join('\n')).toMatch(/building the Temporal UI, once: about half a minute/);
  });

  test('builds anew when the pinned versions change', async () => {
    const goCommand = fakeGo('1.27.0');
    const before = await ensureUiBinary({ ...options, goCommand });
    fs.writeFileSync(path.join(folder, 'modules', 'ui', 'go.sum'), 'other versions');
    expect(await ensureUiBinary({ ...options, goCommand })).not.toBe(before);
    expect(builds()).toBe(2);
  });

  test('that fails shows what Go said and leaves no result', async () => {
    await expect(ensureUiBinary({ ...options, goCommand: fakeGo('1.26.8', 'echo "undefined: x" >&2; exit 1') })).rejects.toThrow(/go build failed[^]*undefined: x/);
    const goCommand = fakeGo('1.26.8');
    expect(fs.existsSync(await ensureUiBinary({ ...options, goCommand }))).toBe(true);
  });

  test('compares versions by their numbers', () => {
    expect([isOlder('1.9', '1.26.8'), isOlder('1.26.7', '1.26.8'), isOlder('1.26.8', '1.26.8'), isOlder('1.27', '1.26.8'), isOlder('1.27rc1', '1.26.8'), isOlder('', '1.26.8')]).toEqual([true, true, false, false, false, true]);
  });
});
