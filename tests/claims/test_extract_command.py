import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from claims.management import parallel
from config import places


@pytest.fixture
def run(tmp_path):
    def run(text, name="articles.jsonl", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        out, err = io.StringIO(), io.StringIO()
        call_command("extract", str(path), stdout=out, stderr=err, **options)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()

    return run


def row(**values):
    return (
        json.dumps({"id": "a", "text": "Ana Berg said on Monday that the tax was 5 percent."} | values) + "\n"
    )


def test_one_line_a_document_comes_out(run):
    (document,), _ = run(row(published="2024-03-06"))

    (claim,) = document["claims"]
    assert document["id"] == "a"
    assert (claim["speaker"], claim["said_on"], claim["addressee"]) == ("Ana Berg", "2024-03-04", None)
    assert document["quantities"][claim["quantities"][0]]["high"] == 5


def test_doc_serves_as_id(run):
    (document,), _ = run(json.dumps({"doc": "d", "text": "Berg said no deal was made."}))

    assert document["id"] == "d"


def test_plain_text_takes_the_files_name_and_loses_its_clutter(run):
    text = "A title\n\nBerg said no deal was made.\n\nRelated Articles\n\nLeave a Reply\n\nBack to top"

    (document,), _ = run(text, "story.txt")

    (claim,) = document["claims"]
    (start, end) = claim["content"][0]
    assert document["id"] == "story.txt"
    assert text[start:end] == "no deal was made"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken\n", "not JSON"),
        ("[1]\n", "not a JSON object"),
        ('{"id": "b"}\n', 'no "text"'),
        ('{"text": "b"}\n', 'no "id"'),
        (row(published="soon"), '"published"'),
        (row(text=7), 'no "text"'),
    ],
)
def test_a_bad_line_stops_with_its_number_unless_skipped(run, line, reason):
    with pytest.raises(CommandError, match=f"line 2: {reason}"):
        run(row() + line + row())

    documents, err = run(row() + line + row(), skip_bad=True)
    assert len(documents) == 2
    assert "line 2" in err


def test_a_missing_file_is_an_error():
    with pytest.raises(CommandError, match="No such file"):
        call_command("extract", "nowhere.jsonl")


def test_many_documents_come_out_in_order_from_several_processes(run):
    documents, _ = run("".join(row(id=i) for i in range(3 * parallel.FEW)), processes=2)

    assert [document["id"] for document in documents] == list(range(3 * parallel.FEW))


def test_a_source_without_words_is_null(run):
    (document,), _ = run(row(text="The cuts are expected to pass."))

    assert document["claims"][0]["source"] is None


def test_what_comes_before_a_bad_line_is_written(tmp_path, capsys):
    (tmp_path / "articles.jsonl").write_text(row(id="good") + "{broken\n")

    with pytest.raises(CommandError, match="line 2"):
        call_command("extract", str(tmp_path / "articles.jsonl"), processes=2)

    assert json.loads(capsys.readouterr().out)["id"] == "good"


@pytest.mark.parametrize("processes", [0, -1])
def test_no_process_is_too_few(run, processes):
    with pytest.raises(CommandError, match="--processes takes a number from 1"):
        run(row(), processes=processes)


@pytest.mark.parametrize("given", [b"", b"\n \n"])
def test_nothing_on_standard_input_is_no_document(given):
    command = [sys.executable, "manage.py", "extract"]

    done = subprocess.run(command, cwd=places.BASE_DIR, input=given, capture_output=True)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_closed_standard_input_is_said():
    command = ["sh", "-c", 'exec "$0" manage.py extract <&-', sys.executable]

    done = subprocess.run(command, cwd=places.BASE_DIR, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr == "CommandError: standard input: it is closed; name a file.\n"
