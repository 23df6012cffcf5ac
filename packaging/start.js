#!/usr/bin/env node
// Starts the program for this system, with the same terminal, signals and exit code.
"use strict";
const { spawn } = require("node:child_process");
const { join } = require("node:path");

const name = process.platform === "win32" ? "tower-tui.exe" : "tower-tui";
const program = join(__dirname, `${process.platform}-${process.arch}`, name);
const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`tower-tui: ${error.message}`);
  process.exitCode = 1;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
