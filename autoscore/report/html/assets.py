"""The style and the script of a page, and the policy that lets nothing else in."""

import base64
import hashlib
from functools import cache

from markupsafe import Markup

from autoscore.report.html.markup import ours, static

_STYLES = ("page.css", "overview.css", "call.css", "print.css")
_SCRIPTS = ("core.js", "call.js", "keys.js", "list.js", "start.js")
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
    "media-src 'self' file: blob: http: https:; base-uri 'none'; form-action 'none'"
)


@cache
def style() -> Markup:
    """Returns the style, light and dark: dark where the reader's system is, unless the page's switch says otherwise."""
    dark = static("dark.css")
    system = f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
    return ours("\n".join([static("light.css"), system, f":root[data-theme=dark]{{{dark}}}", *map(static, _STYLES)]))


@cache
def script() -> Markup:
    """Returns the script, all of it in one function of its own."""
    body = "\n".join(map(static, _SCRIPTS))
    return ours(f"(function(){{\n'use strict';\n{body}\n}})();\n")


@cache
def policy() -> str:
    """Returns the content security policy: this one script, no network but for recordings."""
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    return _POLICY.format(digest=digest)
