"""What the site needs beyond the pages, which are written to be read on GitHub too."""

import pathlib
import re

# What the list of pages is cut into, in Korean.
SECTIONS = {
    "Home": "처음",
    "Begin": "시작하기",
    "Strategies": "전략",
    "Routers": "라우터",
    "Decisions": "결정하는 것",
    "Operations": "운영",
    "Runbooks": "런북",
    "From elsewhere": "옮겨 오기",
    "Reference": "레퍼런스",
    "Decision records": "결정 기록",
    "Samples": "예제",
}

# From docs/en/... to what stands beside the languages; in the site it stands in each of them.
BESIDE = re.compile(r"\]\((?:\.\./)+(samples|adr|pictures|schema|gitops)/([^)]*)\)")
README = re.compile(r"\]\((?:\.\./)+README[^)]*\)")
NEIGHBOUR = re.compile(r"\]\(\.\./([a-z-]+)\)")
PAGE = re.compile(r"\]\(\.\./\.\./docs/en/([^)]*)\)")


def on_config(config):
    docs = pathlib.Path(config["docs_dir"])
    for title, pattern in (("Decision records", "adr/*.md"), ("Samples", "samples/*/README.md")):
        pages = [page.relative_to(docs).as_posix() for page in sorted(docs.glob(pattern))]
        config["nav"].append({title: pages})
    return config


def on_nav(nav, config, files):
    if config["theme"]["language"] == "ko":
        for item in nav.items:
            if item.is_section or item.is_homepage:
                item.title = SECTIONS[item.title]
    return nav


def on_page_context(context, page, config, nav):
    # Whoever changes the language stays on the page: both have the same ones.
    for language in config["extra"]["alternate"]:
        language["link"] = f"../{language['lang']}/{page.url}"
    return context


def on_page_markdown(markdown, page, config, files):
    path = page.file.src_uri
    if path.startswith("samples/"):
        return PAGE.sub(r"](../../\1)", NEIGHBOUR.sub(r"](../\1/README.md)", markdown))
    up = "../" * path.count("/")

    def beside(link):
        folder, rest = link.groups()
        page_of_folder = folder == "samples" and "." not in rest
        return f"]({up}{folder}/{rest}{'/README.md' if page_of_folder else ''})"

    return BESIDE.sub(beside, README.sub(f"]({up}index.md)", markdown))
