"""An SMTP server on loopback that keeps what it accepts: FOLDER/N.json and N.eml.

Takes its settings as JSON in the first argument, prints its port, and ends
with its standard input.
"""

import json
import pathlib
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

settings = json.loads(sys.argv[1])
folder = pathlib.Path(settings["folder"])


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in settings["refuse"]:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if settings["reject"]:
            return "552 5.3.4 message too big"
        Handler.count += 1
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "login": bool(session.authenticated),
        }
        (folder / f"{Handler.count}.eml").write_bytes(envelope.original_content)
        (folder / f"{Handler.count}.json").write_text(json.dumps(facts))
        if settings["break_off"]:
            server.transport.abort()
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (
        data.login.decode(),
        data.password.decode(),
    ) == (settings["user"], settings["password"])
    return AuthResult(success=known, handled=False)


tls = None
if settings["cert"]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(settings["cert"], settings["key"])

starttls = tls if settings["tls"] == "starttls" else None


class Server(Controller):
    def factory(self):
        return SMTP(
            self.handler,
            hostname="localhost",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=authenticate,
            auth_required=bool(settings["user"]),
            auth_require_tls=starttls is not None,
        )


server = Server(
    Handler(),
    hostname="127.0.0.1",
    port=settings["port"],
    ssl_context=tls if settings["tls"] == "implicit" else None,
)
server.start()
print("ready", flush=True)
sys.stdin.read()
server.stop()
