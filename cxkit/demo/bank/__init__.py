"""The demo bank: its profile, files, comments and judgements."""

from cxkit.demo.bank.comments import COMMENTS
from cxkit.demo.bank.layout import LAYOUT
from cxkit.demo.bank.profile import PROFILE
from cxkit.demo.bank.story import STORY
from cxkit.demo.generate import Demo

BANK = Demo(profile=PROFILE, layout=LAYOUT, comments=COMMENTS, story=STORY)

__all__ = ["BANK"]
