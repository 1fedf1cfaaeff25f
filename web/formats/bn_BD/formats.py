from web.formats.bn.formats import *  # noqa: F403
