"""How the analysts' desk, the admin, looks and what its sidebar holds."""

from django.templatetags.static import static
from django.urls import reverse_lazy


def _page(title, icon, name, permission=None):
    """A line of the sidebar; it shows to those who may open it."""
    allowed = (lambda request: request.user.has_perm(permission)) if permission else None
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{name}"), "permission": allowed}


def _list(title, icon, model):
    app, name = model.split(".")
    return _page(title, icon, f"{app}_{name}_changelist", f"{app}.view_{name}")


SIDEBAR = [
    {
        "title": "Desk",
        "items": [
            _page("Dashboard", "space_dashboard", "index"),
            _list("Claims", "record_voice_over", "claims.claim"),
            _list("Links", "link", "claims.link"),
            _list("Matters", "timeline", "claims.matter"),
        ],
    },
    {
        "title": "Sources",
        "items": [
            _list("Articles", "article", "articles.article"),
            _list("Outlets", "newspaper", "articles.outlet"),
            _list("Actors", "groups", "claims.actor"),
        ],
    },
    {
        "title": "Record",
        "items": [
            _list("Reviews", "gavel", "claims.review"),
            _list("Changes", "rss_feed", "claims.change"),
        ],
    },
    {
        "title": "Accounts",
        "items": [
            _list("Users", "person", "auth.user"),
            _list("Groups", "group", "auth.group"),
            _list("API tokens", "key", "knox.authtoken"),
        ],
    },
]

FORMAT_MODULE_PATH = "config.formats"
LOGIN_REDIRECT_URL = "admin:index"  # unfold's login page forgets where one came from

UNFOLD = {
    "SITE_TITLE": "Policy claims",
    "SITE_HEADER": "Policy claims",
    "SITE_SUBHEADER": "The analysts’ desk",
    "SITE_SYMBOL": "fact_check",
    "SITE_URL": None,
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("claims/favicon.svg")}
    ],
    "SHOW_VIEW_ON_SITE": False,  # an article's page is in the desk itself
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "6px",
    "STYLES": [lambda request: static("claims/desk.css")],
    "SCRIPTS": [lambda request: static("claims/desk.js")],
    "DASHBOARD_CALLBACK": "claims.admin.dashboard.dashboard",
    "COMMAND": {"search_callback": "claims.admin.palette.search", "show_history": True},
    "SIDEBAR": {"show_search": True, "command_search": True, "navigation": SIDEBAR},
    "COLORS": {
        "primary": {
            "50": "oklch(97% .014 240)",
            "100": "oklch(93.5% .03 240)",
            "200": "oklch(88% .06 240)",
            "300": "oklch(80.5% .1 240)",
            "400": "oklch(70.5% .14 243)",
            "500": "oklch(61% .155 246)",
            "600": "oklch(51% .15 250)",
            "700": "oklch(44.5% .135 252)",
            "800": "oklch(38% .11 253)",
            "900": "oklch(32.5% .085 254)",
            "950": "oklch(25% .065 256)",
        }
    },
}
