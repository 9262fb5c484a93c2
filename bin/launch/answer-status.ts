import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from "node:http";

/** What proxy.ts asks for. */
const HEADER = "x-juxta-status";

/**
 * Lets a rewrite choose its status: Next gives a page that stands in for another the status 200, whatever the rewrite says.
 * The header that carries the wish does not leave the server.
 */
export function honourStatus(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, message?: string | OutgoingHttpHeaders | OutgoingHttpHeader[], headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]) => ServerResponse;
  response.writeHead = (status: number, message?: string | OutgoingHttpHeaders | OutgoingHttpHeader[], headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]) => {
    const wanted = Number(response.getHeader(HEADER));
    response.removeHeader(HEADER);
    if (!(wanted >= 400 && wanted < 600)) return writeHead(status, message, headers);
    // Parts of a page that were moved are answered with a redirect, which would leave the address that was asked for.
    response.removeHeader("location");
    return writeHead(wanted, STATUS_CODES[wanted]);
  };
}
