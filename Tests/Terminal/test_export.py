"""replica export: a script with what it shows becomes one file."""

import base64
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
from html.parser import HTMLParser

PNG = b"\x89PNG\r\n\x1a\n"
SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"
LESSON = SCRIPTS / "lessons" / "1-binary-synapse.rpl"


def run(replica, folder, *arguments, **variables):
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", **variables}
    process = subprocess.run(
        [replica, *map(str, arguments)], cwd=folder, capture_output=True, env=environment, timeout=60)
    return process.returncode, process.stdout.decode(), process.stderr.decode()


class Page(HTMLParser):
    """What a page holds; unbalanced tags are found on the way."""

    def __init__(self, text):
        super().__init__()
        self.open, self.counts, self.ids, self.fetched, self.words = [], {}, [], [], ""
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.fetched += [attributes[name] for name in ("src", "data", "srcset") if name in attributes]
        if tag not in ("meta", "img", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.words += data


def test_lesson_as_page(replica):
    """A lesson becomes a page with its prose, tables and figures; it fetches nothing, and is the same a second time."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["export", LESSON, "--to", "html", "--set", "quick=true"]
        status, out, err = run(replica, folder, *arguments)
        assert (status, out) == (0, "") and "1-binary-synapse.html is written" in err, err
        path = pathlib.Path(folder, "1-binary-synapse.html")
        text = path.read_text()
        page = Page(text)
        assert page.counts["svg"] == 4 and page.counts["h1"] == 1 and "script" not in page.counts, page.counts
        assert len(set(page.ids)) == len(page.ids) > 20 and page.fetched == []
        assert "A binary synapse and its field" in page.words and "seed 0" in page.words
        assert "Run with quick=true in the place of the script's own values." in page.words
        assert run(replica, folder, *arguments, "--fresh", "--output", "again.html")[0] == 0
        assert pathlib.Path(folder, "again.html").read_text() == text


def test_first_look_as_markdown(replica):
    """The first look becomes Markdown; its figures are in it, or in a folder that it links to."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["export", SCRIPTS / "first-look.rpl", "--to", "md", "--set", "n=100", "--set", "runs=2"]
        assert run(replica, folder, *arguments)[0] == 0
        text = pathlib.Path(folder, "first-look.md").read_text()
        assert text.startswith("# first-look\n") and text.count("](data:image/svg+xml;base64,") == 2
        assert text.count("```replica\n") == 6 and re.search(r"^\| +α \| +error \|", text, re.M)
        os.mkdir(pathlib.Path(folder, "report"))
        linked = [*arguments, "--output", "report/a b.md", "--figures", "my figures"]
        assert run(replica, folder, *linked)[0] == 0
        text = pathlib.Path(folder, "report", "a b.md").read_text()
        assert re.findall(r"\]\((.*?)\)", text) == [
            "../my%20figures/first-look-1.svg", "../my%20figures/first-look-2.svg"]
        for number in (1, 2):
            assert pathlib.Path(folder, "my figures", f"first-look-{number}.svg").read_text().startswith("<?xml")


def test_lesson_as_notebook(replica):
    """A lesson becomes a notebook whose cells are numbered as at the prompt."""
    with tempfile.TemporaryDirectory() as folder:
        assert run(replica, folder, "export", LESSON, "--to", "ipynb", "--set", "quick=true")[0] == 0
        notebook = json.loads(pathlib.Path(folder, "1-binary-synapse.ipynb").read_text())
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        # The first cell has five statements, the second one.
        assert [cell["execution_count"] for cell in code[:3]] == [1, 6, 7]
        drawn = [output for cell in code for output in cell["outputs"] if "image/svg+xml" in output.get("data", {})]
        assert len(drawn) == 4


def test_error(replica):
    """A cell that fails is in the document, which ends there; a script with errors does not run."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "a.rpl")
        script.write_text("# %%\nx = 1\n# %%\nprint \"<b>\"\n[1, 2][if random(1)[0] < 2 { 5 } else { 0 }]\n# %%\nprint \"never\"\n")
        status, out, err = run(replica, folder, "export", script, "--to", "html")
        page = Page(pathlib.Path(folder, "a.html").read_text())
        assert (status, out) == (1, "") and "error[E" in err and "a.html is written" in err, err
        assert "<b>\n" not in page.counts and "<b>" in page.words and "error[E" in page.words
        assert "The script stopped here; 1 cell below did not run." in page.words and "never" not in page.words
        script.write_text("x = nonsense\n")
        status, out, err = run(replica, folder, "export", script, "--to", "md")
        assert status == 1 and "unknown name nonsense" in err and not pathlib.Path(folder, "a.md").exists()


def test_usage(replica):
    """Wrong usage has status 2, and a file that cannot be written is known before anything runs."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "a.md")
        script.write_text("n = 1\nprint \"ran\"\nsave \"ran.rpl\"\n")
        for arguments in [
                [script], [script, "--to", "pdf"], [script, "--to", "md"], [script, "--to", "html", "--set", "m=1"],
                [script, "--to", "ipynb", "--figures", "f"]]:
            status, out, err = run(replica, folder, "export", *arguments)
            assert (status, out) == (2, ""), (arguments, status, err)
        for output in ["nowhere/a.html", folder]:
            status, out, err = run(replica, folder, "export", script, "--to", "html", "--output", output)
            assert status == 1 and output in err, err
        assert sorted(os.listdir(folder)) == ["a.md"]


def test_journal(replica):
    """A journal becomes a document of the cells that were done."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "a.rpl").write_text("x = 6 * 7\nx + 1\n")
        assert run(replica, folder, "run", "a.rpl", "--journal", "j.rpl")[0] == 0
        assert run(replica, folder, "export", "j.rpl", "--to", "md")[0] == 0
        text = pathlib.Path(folder, "j.md").read_text()
        assert "```replica\nx = 6 * 7\n```\n\n```text\n42\n```\n\n```replica\nx + 1\n```\n\n```text\n43\n```" in text
        assert "#>" not in text
        assert run(replica, folder, "export", "j.rpl", "--to", "md", "--set", "x=1")[0] == 2


def test_images(replica):
    """Images of the prose that are files are in the page; others are links."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(pathlib.Path(folder, "sub"))
        pathlib.Path(folder, "sub", "dot.png").write_bytes(PNG)
        pathlib.Path(folder, "sub", "a.rpl").write_text(
            "# %% [markdown]\n# ![dot](dot.png) ![far](https://example.org/a.png) ![gone](gone.png)\n# %%\n1\n")
        assert run(replica, folder, "export", "sub/a.rpl", "--to", "html")[0] == 0
        page = Page(pathlib.Path(folder, "a.html").read_text())
        assert page.fetched == ["data:image/png;base64," + base64.b64encode(PNG).decode()] and page.counts["a"] == 2


def test_no_images(replica):
    """A file that is no image, or lies elsewhere, is in no page, whatever its name and whatever leads to it."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "sub")
        script.mkdir()
        secret = pathlib.Path(folder, "secret")
        secret.write_text("-----BEGIN OPENSSH PRIVATE KEY-----")
        pathlib.Path(folder, "outside.png").write_bytes(PNG)
        (script / "key.png").symlink_to(secret)
        (script / "link.png").symlink_to("../outside.png")
        (script / "folder").symlink_to("..")
        (script / "text.png").write_text("top secret")
        (script / "evil.svg").write_text("<svg><script>x</script></svg>")
        os.mkfifo(script / "pipe.png")
        (script / "same.png").symlink_to("dot.png")
        (script / "dot.png").write_bytes(PNG)
        names = ["key.png", "link.png", "folder/outside.png", "text.png", "evil.svg", "pipe.png", "../outside.png",
                 str(secret), str(secret.parent / "outside.png"), "%2e%2e/outside.png", "/dev/zero", "/etc/passwd"]
        images = " ".join(f"![]({name})" for name in names + ["same.png"])
        (script / "a.rpl").write_text(f"# %% [markdown]\n# {images}\n# %%\n1\n")
        status, out, err = run(replica, folder, "export", "sub/a.rpl", "--to", "html")
        assert status == 0
        page = Page(pathlib.Path(folder, "a.html").read_text())
        assert page.fetched == ["data:image/png;base64," + base64.b64encode(PNG).decode()], page.fetched
        assert page.counts["a"] == len(names) and err.count("stays a link") == len(names), err


def test_without_gnuplot(replica):
    """Where a figure cannot be drawn the rest is kept, and the document says what is missing."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "a.rpl").write_text("print \"kept\"\nplot [1, 2], [3, 4]\n")
        status, out, err = run(replica, folder, "export", "a.rpl", "--to", "md", PATH=folder)
        text = pathlib.Path(folder, "a.md").read_text()
        assert status == 1 and "gnuplot is missing" in err and "gnuplot is missing" in text and "kept" in text


def test_interruption(replica):
    """Ctrl-C ends it with status 130 and leaves no file."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "a.rpl").write_text("x = 0\nwhile true { x += 1 }\n")
        process = subprocess.Popen(
            [replica, "export", "a.rpl", "--to", "html"], cwd=folder, stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8"})
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
        assert process.returncode == 130 and b"interrupted" in err, (process.returncode, err)
        assert os.listdir(folder) == ["a.rpl"]
