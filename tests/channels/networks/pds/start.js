// A Bluesky network of our own on loopback: its account directory, a server for accounts (PDS) and one for readers
// (AppView). Called by __init__.py with a port for each; says "ready" on a line of its own and runs until it is killed.
"use strict";
const net = require("node:net");

// The package binds to every address of the machine; here nobody else may reach it.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "number" || typeof first === "string") {
    return listen.call(this, { port: Number(first), host: "127.0.0.1" }, ...rest.filter((one) => typeof one === "function"));
  }
  return listen.call(this, { ...first, host: "127.0.0.1" }, ...rest);
};

const { TestNetwork } = require("@atproto/dev-env");
const [plc, pds, bsky, ozone, introspect] = process.argv.slice(2).map(Number);

TestNetwork.create({
  plc: { port: plc },
  pds: { port: pds, hostname: "localhost", rateLimitsEnabled: process.env.RATE_LIMITS === "1" },
  bsky: { port: bsky, dbPostgresSchema: "bsky", publicUrl: `http://localhost:${bsky}` },
  ozone: { port: ozone },
  introspect: { port: introspect },
}).then(
  () => console.log("ready"),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
