"""Who a field is about: every field of every table carries one of four labels (decision 1)."""

from enum import StrEnum


class Label(StrEnum):
    """`client`: shown to the client. `vendor`: ours alone. `person`: about a human. `system`: keys and plumbing."""

    CLIENT = "client"
    VENDOR = "vendor"
    PERSON = "person"
    SYSTEM = "system"


def labelled(*, client: str = "", vendor: str = "", person: str = "", system: str = "") -> dict[str, Label]:
    """Map field names (space separated) to their label; declared beside the model as `LABELS`."""
    groups = {Label.CLIENT: client, Label.VENDOR: vendor, Label.PERSON: person, Label.SYSTEM: system}
    return {name: label for label, names in groups.items() for name in names.split()}
