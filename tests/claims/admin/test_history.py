from tests import factories


def history(row):
    return f"/admin/claims/{row._meta.model_name}/{row.pk}/history/"


def told(entries):
    return [
        (entry.who, entry.said, [(d.field, d.old, d.new) for d in entry.differences]) for entry in entries
    ]


def test_a_matters_history_tells_the_old_and_the_new_name(admin_client):
    matter = factories.matter(name="Troops", suggested=True)
    admin_client.post(
        f"/admin/claims/matter/{matter.pk}/change/", {"name": "The cost of troops", "description": ""}
    )

    answer = admin_client.get(history(matter))

    assert told(answer.context["history"]) == [
        ("admin", "", [("name", "Troops", "The cost of troops"), ("suggested", "yes", "no")]),
        ("", "Added as “Troops”.", []),
    ]
    assert "99999999" not in answer.content.decode()


def test_a_links_history_tells_who_decided_what(desk):
    link = factories.link()
    for decision in ("accept", "reject"):
        desk.post(f"/admin/claims/link/{link.pk}/{decision}/decide/")

    expected = [
        ("mina", "", [("decision", "Accepted", "Rejected")]),
        ("mina", "", [("decision", "Suggested", "Accepted")]),
        ("", "Suggested by the program.", []),
    ]
    for page in (history(link), f"/admin/claims/link/{link.pk}/change/"):
        assert told(desk.get(page).context["history"]) == expected


def test_every_row_that_is_tracked_has_a_page_of_its_history(desk):
    for row in (factories.claim(), factories.actor(), factories.matter(), factories.link()):
        assert len(desk.get(history(row)).context["history"]) == 1
    assert desk.get("/admin/claims/claim/999999/history/").status_code == 302


def test_what_is_not_tracked_has_a_history_of_as_many_pages_as_it_fills(admin_client):
    outlet = factories.outlet()
    admin_client.post(f"/admin/articles/outlet/{outlet.pk}/change/", {"name": "Reuters", "website": ""})

    shown = admin_client.get(f"/admin/articles/outlet/{outlet.pk}/history/").context

    assert shown["action_list"].paginator.count == 1
    assert not shown["pagination_required"]
