import http.client
import signal
import subprocess
import sys


def test_the_newsroom_runs_from_the_command_line_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "newsbot.demo", "--port", "0", "--stories", "5", "--seed", "3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().removeprefix("http://")
        connection = http.client.HTTPConnection(address, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read().count(b"<small>") == 5
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
