#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
const path = require('node:path');

// A fresh checkout has no dist yet: build once, incrementally, so that `npx liandong due …` works right after `npm ci`.
const root = path.resolve(__dirname, '..');
const entry = path.join(root, 'dist', 'cli', 'main.js');
if (!existsSync(entry)) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
require(entry);
