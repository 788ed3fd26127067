"""A worker that does to its parent what hostile files do to parsers; the task's name says what."""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path


def behave(name: str) -> None:
    if name == "segfault":
        ctypes.string_at(0)
    elif name == "exit":
        os._exit(3)
    elif name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "hang-python":
        while True:
            pass
    elif name == "hang-c":
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif name == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(3600)
    elif name == "stopped":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif name == "memory":
        print(json.dumps({"event": "failed", "id": TASK["id"], "cause": "memory"}), flush=True)
        os._exit(1)
    elif name == "error":
        print(
            json.dumps({"event": "failed", "id": TASK["id"], "cause": "error", "detail": "boom"}), flush=True
        )
    elif name == "nonsense":
        print("\x00 this is not JSON", flush=True)
    elif name == "endless":
        while True:
            sys.stdout.write("x" * 65536)
    elif name == "babble":
        while True:
            event = {"event": "page", "id": TASK["id"], "number": 1, "of": 1, "ocr": True}
            print(json.dumps(event), flush=True)
    elif name == "deep":
        print('{"a":' * 200_000, flush=True)
    elif name == "other":
        print(json.dumps({"event": "done", "id": TASK["id"] + 1, "evidence": []}), flush=True)
        time.sleep(3600)
    elif name == "daemon":
        child = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(20)"], start_new_session=True
        )
        os._exit(3)
    elif name == "grandchild":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
        Path(TASK["path"]).write_text(str(child.pid))
        time.sleep(3600)
    elif name.startswith("slow"):
        for page in range(5):
            time.sleep(0.4)
            event = {"event": "page", "id": TASK["id"], "number": page + 1, "of": 5, "ocr": True}
            print(json.dumps(event), flush=True)


for line in sys.stdin:
    TASK = json.loads(line)
    behave(TASK["name"])
    if TASK["name"] not in ("error", "memory", "nonsense", "deep"):
        found = {"path": TASK["name"], "sha256": None, "status": "read"}
        print(json.dumps({"event": "done", "id": TASK["id"], "evidence": [found]}), flush=True)
