"""A mail server for tests: aiosmtpd, which says on standard output what it is handed, a line for each event.

usage: smtpd.py [--tls CERTIFICATE KEY] [--login USER PASSWORD] [--refuse ADDRESS] [--busy COUNT] [--port PORT]
"""

import argparse
import asyncio
import logging
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("--tls", nargs=2)
parser.add_argument("--login", nargs=2)
parser.add_argument("--refuse")
parser.add_argument("--busy", type=int, default=0)
parser.add_argument("--port", type=int, default=0)
options = parser.parse_args()


def tell(*words):
    print(*words, flush=True)


class Handler:
    busy = options.busy

    async def handle_HELO(self, server, session, envelope, hostname):
        session.host_name = hostname
        tell("helo", hostname)
        return "250 test"

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if Handler.busy > 0:
            Handler.busy -= 1
            return "451 busy"
        envelope.mail_from = address
        tell("from", address)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == options.refuse:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        tell("to", address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        how = "tls" if session.ssl else "clear"
        who = session.auth_data.login.decode() if session.authenticated else "nobody"
        tell("data", how, who, envelope.original_content.hex())
        return "250 OK"


def authenticate(server, session, envelope, mechanism, auth_data):
    right = [auth_data.login.decode(), auth_data.password.decode()] == options.login
    return AuthResult(success=right, handled=right, auth_data=auth_data)


context = None
if options.tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*options.tls)


def protocol():
    return SMTP(
        Handler(),
        hostname="test",
        tls_context=context,
        require_starttls=context is not None,
        authenticator=authenticate if options.login else None,
        auth_required=options.login is not None,
    )


async def main():
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", options.port)
    tell("port", server.sockets[0].getsockname()[1])
    await server.serve_forever()


logging.disable(logging.CRITICAL)
try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(0)
