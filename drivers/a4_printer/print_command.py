"""What ippeveprinter runs for every document: hands it to the simulator's engine and repeats its messages.

Started without site packages (`python -I -S`), so it imports nothing of ours and begins within 20 ms.
Arguments: the engine's socket, the document. Messages go to stderr, where ippeveprinter reads them (ippeveprinter(8)).
"""

import json
import os
import socket
import sys


def main() -> int:
    """The exit status is the engine's verdict; 1 makes the printer call the job aborted."""
    path, document = sys.argv[1:3]
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(path)
        request = {
            "document": document,
            "job": int(os.environ.get("IPP_JOB_ID", "0")),
            "name": os.environ.get("IPP_JOB_NAME", ""),
            "media": os.environ.get("IPP_MEDIA_COL", ""),
        }
        line.sendall(json.dumps(request).encode() + b"\n")
        with line.makefile("r", encoding="utf-8") as messages:
            for message in messages:
                if message.startswith("EXIT "):
                    return int(message[5:])
                sys.stderr.write(message)
                sys.stderr.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main())
