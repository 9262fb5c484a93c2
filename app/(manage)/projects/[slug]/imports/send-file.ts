import type { KnownError } from "../../../../_messages/explain-error.ts";

export type UploadResult = { id: string } | { problem: KnownError };
export type Upload = { result: Promise<UploadResult>; stop: () => void };

function readAnswer(text: string): UploadResult {
  try {
    const body: unknown = JSON.parse(text);
    if (body !== null && typeof body === "object") {
      if ("id" in body && typeof body.id === "string") return { id: body.id };
      if ("error" in body && body.error !== null && typeof body.error === "object" && "message" in body.error) return { problem: { code: "code" in body.error ? String(body.error.code) : null, message: String(body.error.message) } };
    }
  } catch {
    // Something between browser and server answered in its own words.
  }
  return { problem: { message: "The server gave an answer that could not be read. Nothing was imported." } };
}

/** Sends a file as the raw body of a PUT. XMLHttpRequest, because fetch does not say how much has been sent. */
export function sendFile(address: string, file: File, onProgress: (sentBytes: number) => void): Upload {
  const request = new XMLHttpRequest();
  const result = new Promise<UploadResult>((resolve) => {
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => resolve(readAnswer(request.responseText)));
    request.addEventListener("error", () => resolve({ problem: { message: "The connection broke off. Nothing was imported; send the file again." } }));
    request.addEventListener("abort", () => resolve({ problem: { message: "Stopped. Nothing was imported." } }));
    request.open("PUT", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
  return { result, stop: () => request.abort() };
}
