"""The demo telecom: its profile, files, comments and judgements."""

from cxkit.demo.generate import Demo
from cxkit.demo.telecom.comments import COMMENTS
from cxkit.demo.telecom.layout import LAYOUT
from cxkit.demo.telecom.profile import PROFILE
from cxkit.demo.telecom.story import STORY

TELECOM = Demo(profile=PROFILE, layout=LAYOUT, comments=COMMENTS, story=STORY)

__all__ = ["TELECOM"]
