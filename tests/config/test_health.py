import json

import pytest
from django.test import override_settings

from config import beat, health

pytestmark = pytest.mark.django_db


def test_all_is_well_when_worker_and_beat_show_life(client, redis):
    health.show_life("worker")
    health.show_life("beat")

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok", "worker": "ok", "beat": "ok"}


def test_a_silent_worker_is_named(client, redis):
    health.show_life("beat")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["worker"] == "no sign of life in 30 seconds"
    assert response.json()["beat"] == "ok"


def test_any_host_may_ask_without_tls(client, redis):
    with override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["claims.example"]):
        response = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert response.json()["database"] == "ok"


def test_what_is_down_is_said_rather_than_raised(client, redis, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/none.sock"

    response = client.get("/healthz")

    assert response.status_code == 503
    assert "none.sock" in json.dumps(response.json()["broker"])


def test_beat_shows_life_with_every_tick(client, redis, tmp_path):
    from config.celery import app

    scheduler = beat.Scheduler(app, schedule_filename=str(tmp_path / "schedule"))
    scheduler.tick()
    scheduler.close()

    assert client.get("/healthz").json()["beat"] == "ok"
