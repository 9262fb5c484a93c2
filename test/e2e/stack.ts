import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { type Servers, startServers } from "./servers.ts";

export type Stack = Servers & { database: TestDatabase };

/** Database, worker and the production build on a port of their own, with an empty home. The build must be there. */
export async function startStack(options: { worker?: boolean } = {}): Promise<Stack> {
  const database = await createTestDatabase();
  const servers = await startServers(options);
  return {
    ...servers,
    database,
    stop: async () => {
      await servers.stop();
      await database.drop();
    },
  };
}
