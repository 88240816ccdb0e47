"""Words and marks of a text, with their places."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mrs?|Ms|Messrs|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Jr|Sr|St|Prof|Rev|Hon|Inc|Corp|Ltd|Co|vs"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Calif|Conn|Mass|Fla|Tex|Pa|Va|Wash|Ariz|Colo|Mich|Minn|Wis|Tenn|Ill|Ind|Ky|Md"
    r"|Okla|Ore|Ala|Del)\."
    r"|[A-Z]\.(?=\s?[A-Z])"  # the initial of a name
    r"|\d+(?:[.,:]\d+)*"
    r"|\w+(?:[-‐‑]\w+)*(?:['’](?:t|T)\b)?"
    r"|['’](?:s|S|ve|d|ll|re|m)\b"
    r"|''|--+|\.\.+"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; ``quoted`` where it is inside quotation marks or is one."""

    start: int
    end: int
    text: str
    lower: str
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the tokens between two offsets."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]
