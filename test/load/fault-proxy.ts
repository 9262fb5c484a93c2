import { connect, createServer, type Socket } from "node:net";

export type FaultProxy = {
  address: string;
  /** What the server had answered on connections that were cut, by the body's judgment id. */
  swallowed: Map<string, string>;
  stop(): Promise<void>;
};

const ID = /"id":"([0-9a-f-]{36})"/;

/**
 * A proxy on 127.0.0.1 for one request a connection. The first request with a judgment id that the server acknowledges has
 * its answer come back as far as here; then the client's connection is destroyed without a byte of it. Later ones pass.
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const swallowed = new Map<string, string>();
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(target);
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) });
    let asked = "";
    let answered = "";
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // Either side may break; then the other ends too.
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("data", (chunk) => {
      asked += chunk.toString("latin1");
      upstream.write(chunk);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("data", (chunk) => (answered += chunk.toString("latin1")));
    // The server closes the connection after its answer: by now all of it is here.
    upstream.on("close", () => {
      const id = ID.exec(asked)?.[1];
      // Only an answer that says "stored" is swallowed: a server that is busy or away has committed nothing.
      if (id !== undefined && !swallowed.has(id) && answered.startsWith("HTTP/1.1 200")) {
        swallowed.set(id, answered.slice(answered.indexOf("\r\n\r\n") + 4));
        client.resetAndDestroy();
      } else if (answered === "") client.destroy();
      else client.end(answered, "latin1");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listening = server.address();
  if (listening === null || typeof listening === "string") throw new Error("The proxy has no port.");
  return {
    address: `http://127.0.0.1:${listening.port}`,
    swallowed,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
