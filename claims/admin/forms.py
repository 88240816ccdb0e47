"""What the desk asks of an analyst: a decision with its reasons, and corrections of a claim's record."""

from datetime import timedelta

from django import forms
from django.contrib.postgres.forms import DateRangeField, RangeWidget
from django.core.validators import URLValidator
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from claims.admin import terms
from claims.admin.reading import UNREAD_OF_A_LINK
from claims.models import FORWARD_LOOKING, Claim, Outcome

MOST_LINKS = 20
LONGEST_URL = 2000


class AddressesField(forms.CharField):
    """Web addresses, one a line, as a list."""

    widget = UnfoldAdminTextareaWidget
    is_web_address = URLValidator(schemes=["http", "https"])

    def clean(self, value):
        addresses = super().clean(value).split()
        for address in addresses:
            try:
                self.is_web_address(address)
            except forms.ValidationError as error:
                raise forms.ValidationError(f"“{address}” is not a web address.") from error
            if len(address) > LONGEST_URL:
                raise forms.ValidationError(f"An address has more than {LONGEST_URL} characters.")
        return addresses


class RationaleForm(BaseDialogForm):
    because = forms.CharField(
        label="Rationale",
        widget=UnfoldAdminTextareaWidget({"rows": 4, "autofocus": True}),
        help_text="What the decision rests on. It stays on record under your name.",
    )

    @property
    def decision(self):
        """The keywords that the functions of `claims.review` take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "_form_submitted"}


class DecisionForm(RationaleForm):
    evidence = AddressesField(
        label="Evidence",
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2, "placeholder": "https://…"}),
        help_text="Web addresses, one a line.",
    )


class OutcomeForm(DecisionForm):
    outcome = forms.ChoiceField(
        choices=[("", "Select an outcome"), *Outcome.choices], widget=UnfoldAdminSelectWidget
    )
    field_order = ["outcome", "because", "evidence"]


class CitedLinks(forms.ModelMultipleChoiceField):
    widget = UnfoldAdminCheckboxSelectMultipleWidget

    def label_from_instance(self, link):
        article = link.passage.revision.article
        facts = [article.outlet or "no outlet", terms.day(article.published_on), *link.reasons]
        return f"{link.get_relation_display()}: “{link.passage}” ({'; '.join(map(str, facts))})"


def cite_links(form, claim):
    """Lets a decision on one claim name the links that it rests on; its own mentions only where there is no other."""
    links = claim.links.standing().select_related("passage__revision__article__outlet")
    links = links.defer(*UNREAD_OF_A_LINK)
    keys = links.values_list("pk", flat=True)
    shown = list(keys.to_other_sources()[:MOST_LINKS]) or list(keys[:MOST_LINKS])
    if shown:
        form.fields["links"] = CitedLinks(
            queryset=links.filter(pk__in=shown), required=False, label="Links that it rests on"
        )
    return form


class PeriodField(DateRangeField):
    """Two days, both included; PostgreSQL itself stores the day after the last one."""

    def __init__(self, **options):
        super().__init__(
            **{"widget": RangeWidget(UnfoldAdminSingleDateWidget()), "required": False} | options
        )

    def prepare_value(self, value):
        if isinstance(value, self.range_type):
            return [value.lower, value.upper and value.upper - timedelta(days=1)]
        return super().prepare_value(value)

    def compress(self, values):
        period = super().compress(values)
        return period and self.range_type(period.lower, period.upper, "[]")

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class CorrectionForm(forms.ModelForm):
    """The parts of a claim's record that an analyst may correct; status and outcome come of reviews alone."""

    deadline = PeriodField(help_text="from the first to the last day; either may stay empty")
    because = forms.CharField(
        label="Reason",
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Kept with the change in the claim’s history.",
    )

    class Meta:
        model = Claim
        fields = ["speaker", "addressee", "kind", "condition", "deadline", "matter"]
        widgets = {"condition": UnfoldAdminTextareaWidget({"rows": 2})}

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if self.instance.outcome and kind not in FORWARD_LOOKING:
            raise forms.ValidationError(
                f"Its outcome is on record (“{self.instance.get_outcome_display()}”), "
                f"and a claim of the kind {kind} has none."
            )
        return kind
