/** What came of sending a file. */
export type SentFile = { ok: true; uploadId: string } | { ok: false; problem: string };

const LOST =
  "The connection broke off before the whole file arrived. Nothing was added: check your connection and choose the file again.";

/**
 * Sends a file as it is, with the merchant's session token, and tells how much has gone (0 to 1).
 * `fetch` cannot tell the progress of an upload, hence XMLHttpRequest.
 */
export function sendFile(request: {
  file: File;
  address: string;
  idToken: string;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}): Promise<SentFile> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", request.address);
    xhr.setRequestHeader("authorization", `Bearer ${request.idToken}`);
    xhr.setRequestHeader("content-type", "application/octet-stream");
    xhr.setRequestHeader("x-file-name", encodeURIComponent(request.file.name));
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable) request.onProgress(event.loaded / event.total);
    };
    xhr.onload = () => resolve(readAnswer(xhr.status, xhr.responseText));
    xhr.onerror = () => resolve({ ok: false, problem: LOST });
    xhr.onabort = () => resolve({ ok: false, problem: "" });
    request.signal.addEventListener("abort", () => xhr.abort());
    xhr.send(request.file);
  });
}

/** The server's answer; anything but its own JSON (a proxy's page, say) gets a sentence of ours. */
export function readAnswer(status: number, text: string): SentFile {
  try {
    const answer = JSON.parse(text) as SentFile;
    if (typeof answer.ok === "boolean") return answer;
  } catch {
    // Falls through to the sentence below.
  }
  return {
    ok: false,
    problem:
      status === 413
        ? "The file is too large for this server. Split it and upload the parts one after the other."
        : "Something went wrong while the file was received. Nothing was added: try again in a minute.",
  };
}
