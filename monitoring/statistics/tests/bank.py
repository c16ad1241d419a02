"""A local server that answers as the Local Data Bank is documented to, with the faults one asks for."""

import json
import threading
import time
from collections import Counter, defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KRAKOWSKI, WIELICKI = "011212006000", "011212019000"


class Bank:
    """The figures of the bank and its manners. `faults[variable]` is a list of what to answer first."""

    def __init__(self):
        self.units = {KRAKOWSKI: [], WIELICKI: []}
        self.values = defaultdict(dict)
        self.updated = "2026-11-12T10:15:30.000Z"
        self.faults = defaultdict(list)
        self.asked, self.headers, self.page_size = [], [], 100
        self.not_modified = Counter()

    def put(self, variable, unit, year, value, mark=1):
        """A figure; the unit appears under its county."""
        parent = f"{unit[:9]}000"
        if unit not in self.units.setdefault(parent, []):
            self.units[parent].append(unit)
        self.values[variable, unit][str(year)] = {"year": str(year), "val": value, "attrId": mark}

    def answer(self, handler):
        address = urlsplit(handler.path)
        query = parse_qs(address.query)
        self.asked.append(handler.path)
        self.headers.append(dict(handler.headers))
        if not address.path.startswith("/api/v1/data/by-variable/"):
            return self._error(handler, 404, "Not found")
        variable = int(address.path.rsplit("/", 1)[1])
        if self.faults[variable]:
            fault = self.faults[variable].pop(0)
            if fault is not None:
                return getattr(self, f"_{fault}")(handler, variable, query)
        return self._page(handler, variable, query)

    def body(self, variable, query, **changes):
        """One page, with links as documented."""
        years, number = query["year"], int(query["page"][0])
        units = self.units.get(query["unit-parent-id"][0], [])
        size = min(int(query["page-size"][0]), self.page_size)
        shown = units[number * size : (number + 1) * size]
        results = [
            {
                "id": unit,
                "name": unit,
                "values": [v for y, v in self.values[variable, unit].items() if y in years],
            }
            for unit in shown
        ]
        links = {"first": self._link(variable, query, 0), "self": self._link(variable, query, number)}
        if (number + 1) * size < len(units):
            links["next"] = self._link(variable, query, number + 1)
        return {
            "totalRecords": len(units), "page": number, "pageSize": size, "links": links,
            "variableId": variable, "measureUnitId": 1, "aggregateId": 1, "lastUpdate": self.updated,
            "results": results,
        } | changes  # fmt: skip

    def _link(self, variable, query, page):
        years = "".join(f"&year={year}" for year in query["year"])
        parent = query["unit-parent-id"][0]
        size = query["page-size"][0]
        return (
            f"{self.url}/data/by-variable/{variable}?unit-parent-id={parent}&unit-level=6{years}"
            f"&page-size={size}&page={page}&lang=pl&format=json"
        )

    def _page(self, handler, variable, query, **changes):
        body = json.dumps(self.body(variable, query, **changes)).encode()
        etag = f'"{hash(body) & 0xFFFFFFFF:x}"'
        if handler.headers.get("If-None-Match") == etag:
            self.not_modified[variable] += 1
            handler.send_response(304)
            handler.send_header("ETag", etag)
            handler.end_headers()
            return
        self._send(handler, 200, body, {"ETag": etag})

    def _send(self, handler, status, body, headers=None):
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        for name, text in (headers or {}).items():
            handler.send_header(name, text)
        handler.end_headers()
        handler.wfile.write(body)

    def _error(self, handler, status, reason):
        error = {
            "errorResult": "Error",
            "errorReason": reason,
            "errorSolution": "",
            "errorCode": 1,
            "errorHelp": "",
        }
        self._send(handler, status, json.dumps({"errors": [error]}).encode())

    def _limit(self, handler, _variable, _query):
        body = json.dumps({"errorResult": "Limit", "errorReason": "Too many requests"}).encode()
        self._send(handler, 429, body, {"Retry-After": "120"})

    def _limit_without_time(self, handler, _variable, _query):
        self._send(handler, 429, b"{}")

    def _key(self, handler, _variable, _query):
        self._error(handler, 403, "Wrong key")

    def _missing(self, handler, _variable, _query):
        self._error(handler, 404, "No such variable")

    def _broken(self, handler, _variable, _query):
        self._error(handler, 500, "Server error")

    def _not_json(self, handler, _variable, _query):
        self._send(handler, 200, b'{"results": [')

    def _other_shape(self, handler, _variable, _query):
        self._send(handler, 200, b'{"results": {"a": 1}}')

    def _slow(self, handler, _variable, _query):
        time.sleep(0.6)
        handler.close_connection = True

    def _no_next(self, handler, variable, query):
        self._page(handler, variable, query, links={})

    def _same_page(self, handler, variable, query):
        self._page(handler, variable, query, links={"next": self._link(variable, query, 0)})

    def _elsewhere(self, handler, variable, query):
        self._page(handler, variable, query, links={"next": "http://example.org/api/v1/data"})


class Server:
    """The bank behind a real socket, in a thread of its own."""

    def __init__(self, bank):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                bank.answer(self)

            def log_message(self, *args):
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        bank.url = f"http://127.0.0.1:{self._server.server_port}/api/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
