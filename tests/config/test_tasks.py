import time

import pytest
from celery import shared_task

from config.celery import app


@shared_task
def look(number):
    """Rings for nothing."""


@pytest.mark.django_db
def test_a_queue_that_is_down_neither_stops_nor_breaks_the_sender(
    tmp_path, caplog, django_capture_on_commit_callbacks
):
    nobody = app.connection_for_write(f"redis+socket://{tmp_path}/none.sock")
    begun = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        look.apply_async_on_commit((1,), connection=nobody)

    assert time.monotonic() - begun < 3
    assert "left to the sweep" in caplog.text
