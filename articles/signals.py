"""What the articles app tells those who build on it, without knowing them."""

from django.dispatch import Signal

revision_stored = Signal()  # sent after the commit, with `revision`
