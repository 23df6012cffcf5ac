"""A Tower whose people have names that are hard to draw: the program's built-in one, with the names of its first members
replaced on the way."""
import http.client
import http.server
import json
import os
import re
import subprocess
import threading

NAMES = [
    "家\U0001f468\u200d\U0001f469\u200d\U0001f467园", "(\uff9fД\uff9f)\uff89", "\uff76\uff9e\uff77\uff9e 山田", "\u2764\ufe0f 心 1\ufe0f\u20e3",
    "\u4dc0 易 \U0001d306", "王\U0002ebf0 \U000323b0", "葛\U000e0100城", "\U0001f1e8\U0001f1f3 国 \U0001f44d\U0001f3fb", "Дмитрий", "~(≧▽≦)/~",
    "José Núñez", "阿卜杜拉·买买提",
]
PHONES = ["+86 138 0013 8000", "13800138000", "0012"]
NOTES = ["=1+1", "1, 2 \"3\"", "'quoted"]


class Tower:
    """One that runs; `environment` has what tower-tui needs to use it, signed in."""

    def __init__(self, program, home):
        # The paths that were asked for; whoever waits for one empties it first.
        self.asked = []
        self.demo = subprocess.Popen([program, "demo-server"], stdout=subprocess.PIPE, text=True)
        facts = json.loads(self.demo.stdout.readline())
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(facts["origin"], self.asked))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        os.makedirs(home, exist_ok=True)
        self.environment = {
            "HOME": home,
            "TOWER_TUI_BASE_URL": "http://127.0.0.1:%d" % self.server.server_port,
            "TOWER_TUI_CLIENT_ID": facts["client_id"],
            "TOWER_TUI_CLIENT_SECRET": facts["client_secret"],
            "TOWER_TUI_CLIPBOARD": "osc52",
        }
        host, address = facts["authorize_url"].split("/", 3)[2:]
        there = http.client.HTTPConnection(host)
        there.request("POST", "/" + address)
        code = re.search(r"code=([^&]+)", there.getresponse().getheader("location")).group(1)
        subprocess.run([program, "login"], input=code + "\n", text=True, check=True, stdout=subprocess.DEVNULL,
                       env=dict(os.environ, **self.environment))

    def end(self):
        self.server.shutdown()
        self.demo.kill()


def handler(origin, asked):
    host = origin.removeprefix("http://")

    class Between(http.server.BaseHTTPRequestHandler):
        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in ("accept-encoding", "host")}
            there = http.client.HTTPConnection(host)
            there.request(self.command, self.path, body, headers)
            answer = there.getresponse()
            data = answer.read().replace(origin.encode(), b"http://127.0.0.1:%d" % self.server.server_port)
            if re.search(r"/members(\?|$)", self.path) and answer.status == 200:
                data = renamed(data)
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection", "date"):
                    self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            asked.append(self.path.split("?")[0])

        do_GET = do_POST = pass_on

        def log_message(self, *_):
            pass

    return Between


def renamed(data):
    page = json.loads(data)
    first = page["data"][:len(NAMES)]
    for field, values in (("nickname", NAMES), ("phone", PHONES), ("comment", NOTES)):
        for member, value in zip(first, values):
            member["attributes"][field] = value
    return json.dumps(page).encode()
