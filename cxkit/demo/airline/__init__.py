"""The demo airline: its profile, files, comments and judgements."""

from cxkit.demo.airline.comments import COMMENTS
from cxkit.demo.airline.layout import LAYOUT
from cxkit.demo.airline.profile import PROFILE
from cxkit.demo.airline.story import STORY
from cxkit.demo.generate import Demo

AIRLINE = Demo(profile=PROFILE, layout=LAYOUT, comments=COMMENTS, story=STORY)

__all__ = ["AIRLINE"]
