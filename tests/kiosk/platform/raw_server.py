"""A TLS server of a few lines, for what no web framework can be brought to do."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

Talk = Callable[[ssl.SSLSocket], None]


@contextlib.contextmanager
def raw_server(pem: Path | None, talk: Talk, host: str = "127.0.0.1") -> Iterator[str]:
    """Accept connections and let `talk` do what it likes with each; without a certificate, plain TCP that says HTTP."""
    listening = socket.create_server((host, 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if pem is not None:
        context.load_cert_chain(pem)

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            with plain, contextlib.suppress(OSError):
                if pem is None:
                    plain.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    continue
                with context.wrap_socket(plain, server_side=True) as line:
                    talk(line)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://{host}:{listening.getsockname()[1]}"
    finally:
        # close() alone does not wake an accept() on Linux.
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
